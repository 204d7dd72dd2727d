package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.PolicyDocument.EntrySection;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.RuleSection;

/** Decides straight from the document, statement by statement, as product.md section 3 reads; slow and plain. */
final class NaiveInterpreter {
    private final PolicyDocument document;
    private final Set<Category> loaded;

    /** What one statement of the document or of the live facts wants; the least in order of precedence counts. */
    private record Wish(int hostLength, int pathLength, boolean live, int who, Action action) {
        static final Comparator<Wish> PRECEDENCE = Comparator.comparingInt(Wish::hostLength)
                .reversed()
                .thenComparing(Comparator.comparingInt(Wish::pathLength).reversed())
                .thenComparingInt(Wish::who)
                .thenComparing(wish -> !wish.live)
                .thenComparing(wish -> wish.action == Action.ALLOW);
    }

    NaiveInterpreter(PolicyDocument document, Set<Category> loaded) {
        this.document = document;
        this.loaded = loaded;
    }

    /** {@code STEP ACTION}. */
    String decide(Request request, Verdict verdict, LiveFacts live) {
        String role = request.principal().role();
        if (verdict.listings().stream().anyMatch(match -> document.riskFloor().contains(match.category()))) {
            return text(Step.RISK_FLOOR, Action.BLOCK);
        }
        List<Wish> named = named(request, live);
        if (!named.isEmpty()) {
            return text(Step.NAMED, named.get(0).action());
        }
        boolean pupil = audience(role).isPupil();
        boolean allowed = false;
        boolean listed = false;
        for (Match match : verdict.listings()) {
            boolean counts = !pupil
                    || !Vocabulary.standard().isAllowType(match.category())
                    || match.entry().host().equals(request.host().text());
            listed |= counts;
            List<Wish> wishes = onListing(request, match);
            if (!wishes.isEmpty() && wishes.get(0).action() == Action.BLOCK) {
                return text(Step.CATEGORY, Action.BLOCK);
            }
            allowed |= !wishes.isEmpty() && counts;
        }
        if (allowed) {
            return text(Step.CATEGORY, Action.ALLOW);
        }
        if (listed) {
            return text(Step.DEFAULT, otherwise(role));
        }
        boolean closed = pupil && !loaded.containsAll(document.requiredCategories());
        return text(Step.UNLISTED, closed ? Action.BLOCK : unlisted(role));
    }

    private static String text(Step step, Action action) {
        return step + " " + action;
    }

    private List<Wish> named(Request request, LiveFacts live) {
        List<Wish> wishes = new ArrayList<>();
        for (ManagerEntry entry : live.entries()) {
            if (entry.edit() instanceof Edit.Decide decide) {
                int who = who(request, Who.ofRoles(decide.roles()));
                addHost(wishes, request, entry.pattern(), true, who, decide.action());
            }
        }
        for (EntrySection entry : document.entries()) {
            addNamed(wishes, request, entry.what(), who(request, entry.who()), entry.action());
        }
        for (RuleSection rule : document.rules()) {
            addNamed(wishes, request, rule.what(), who(request, rule.who()), rule.action());
        }
        wishes.sort(Wish.PRECEDENCE);
        return wishes;
    }

    private void addNamed(List<Wish> wishes, Request request, What what, int who, Action action) {
        what.hosts().forEach(pattern -> addHost(wishes, request, pattern, false, who, action));
        for (String id : what.sites()) {
            NamedSite site = document.sites().get(id);
            if (site == null) {
                throw new AssertionError(id);
            }
            site.hosts().forEach(pattern -> addHost(wishes, request, pattern, false, who, action));
            site.companions().forEach(pattern -> addHost(wishes, request, pattern, false, who, action));
        }
        for (UrlPattern url : what.urls()) {
            if (who >= 0 && url.hosts().covers(request.host()) && isBelow(request.path(), url.path(), action)) {
                wishes.add(new Wish(length(url.hosts()), url.path().length(), false, who, action));
            }
        }
    }

    private static void addHost(
            List<Wish> wishes, Request request, HostPattern pattern, boolean live, int who, Action action) {
        if (who >= 0 && pattern.covers(request.host())) {
            wishes.add(new Wish(length(pattern), 0, live, who, action));
        }
    }

    private static boolean isBelow(@Nullable String asked, String path, Action action) {
        if (asked == null) {
            return false;
        }
        String plain = asked.split("\\?")[0] + "/";
        return plain.startsWith(path + "/")
                || action == Action.BLOCK
                        && plain.toLowerCase(Locale.ROOT).startsWith(path.toLowerCase(Locale.ROOT) + "/");
    }

    private static int length(HostPattern pattern) {
        return pattern.host().text().length();
    }

    private List<Wish> onListing(Request request, Match match) {
        List<Wish> wishes = new ArrayList<>();
        String list = match.list().name();
        for (RuleSection rule : document.rules()) {
            int who = who(request, rule.who());
            boolean isAbout = rule.what().categories().contains(match.category())
                    || rule.what().lists().stream()
                            .anyMatch(name -> name.equals(list) || name.equals(list.split("/")[0]));
            if (who >= 0 && isAbout) {
                wishes.add(new Wish(0, 0, false, who, rule.action()));
            }
        }
        for (String ancestor : ancestors(request.principal().role())) {
            RoleSection section = section(ancestor);
            int who = who(request, Who.ofRoles(Set.of(ancestor)));
            if (section.blockedCategories().contains(match.category())) {
                wishes.add(new Wish(0, 0, false, who, Action.BLOCK));
            }
            if (section.allowedCategories().contains(match.category())) {
                wishes.add(new Wish(0, 0, false, who, Action.ALLOW));
            }
        }
        wishes.sort(Wish.PRECEDENCE);
        return wishes;
    }

    /**
     * 0 for a person, 100 for a class or a device group, 200 for the role itself, 201 for what it extends …, 300 for everyone;
     * half a step less in certain zones, so all twice; -1 when it is for others.
     */
    private int who(Request request, Who who) {
        Principal asking = request.principal();
        List<String> ancestors = List.copyOf(ancestors(asking.role()));
        Set<String> person = asking.person() == null ? Set.of() : Set.of(asking.person());
        boolean isForOthers = isNoneOf(who.roles(), Set.copyOf(ancestors))
                || isNoneOf(who.people(), person)
                || isNoneOf(who.classes(), asking.classes())
                || isNoneOf(who.deviceGroups(), asking.deviceGroups())
                || isNoneOf(who.zones(), Set.of(request.zone().id()));
        if (isForOthers) {
            return -1;
        }
        int width = 300;
        if (!who.people().isEmpty()) {
            width = 0;
        } else if (!who.classes().isEmpty() || !who.deviceGroups().isEmpty()) {
            width = 100;
        } else if (!who.roles().isEmpty()) {
            width = 200;
            while (!who.roles().contains(ancestors.get(width - 200))) {
                width++;
            }
        }
        return width * 2 + (who.zones().isEmpty() ? 1 : 0);
    }

    private static boolean isNoneOf(Set<String> wanted, Set<String> held) {
        return !wanted.isEmpty() && Collections.disjoint(wanted, held);
    }

    private Set<String> ancestors(String role) {
        Set<String> ancestors = new LinkedHashSet<>();
        for (String at = role; at != null; at = section(at).extended()) {
            ancestors.add(at);
        }
        return ancestors;
    }

    private Audience audience(String role) {
        for (String ancestor : ancestors(role)) {
            Audience audience = section(ancestor).audience();
            if (audience != null) {
                return audience;
            }
        }
        throw new AssertionError(role);
    }

    private Action otherwise(String role) {
        for (String ancestor : ancestors(role)) {
            Action action = section(ancestor).defaultAction();
            if (action != null) {
                return action;
            }
        }
        return Action.BLOCK;
    }

    private Action unlisted(String role) {
        for (String ancestor : ancestors(role)) {
            Action action = section(ancestor).unlisted();
            if (action != null) {
                return action;
            }
        }
        return otherwise(role);
    }

    private RoleSection section(String role) {
        RoleSection section = document.roles().get(role);
        if (section == null) {
            throw new AssertionError(role);
        }
        return section;
    }
}
