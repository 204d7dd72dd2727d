package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
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
    private record Wish(int hostLength, boolean live, int who, Action action) {
        static final Comparator<Wish> PRECEDENCE = Comparator.comparingInt(Wish::hostLength)
                .reversed()
                .thenComparingInt(Wish::who)
                .thenComparing(wish -> !wish.live)
                .thenComparing(wish -> wish.action == Action.ALLOW);
    }

    NaiveInterpreter(PolicyDocument document, Set<Category> loaded) {
        this.document = document;
        this.loaded = loaded;
    }

    /** {@code STEP ACTION}. */
    String decide(String role, Host host, Verdict verdict, LiveFacts live) {
        if (verdict.listings().stream().anyMatch(match -> document.riskFloor().contains(match.category()))) {
            return text(Step.RISK_FLOOR, Action.BLOCK);
        }
        List<Wish> named = named(role, host, live);
        if (!named.isEmpty()) {
            return text(Step.NAMED, named.get(0).action());
        }
        boolean pupil = audience(role).isPupil();
        boolean allowed = false;
        boolean listed = false;
        for (Match match : verdict.listings()) {
            boolean counts = !pupil
                    || !Vocabulary.standard().isAllowType(match.category())
                    || match.entry().host().equals(host.text());
            listed |= counts;
            List<Wish> wishes = onCategory(role, match.category());
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

    private List<Wish> named(String role, Host host, LiveFacts live) {
        List<Wish> wishes = new ArrayList<>();
        for (ManagerEntry entry : live.entries()) {
            if (entry.edit() instanceof Edit.Decide decide && entry.pattern().covers(host)) {
                int who = who(role, decide.roles());
                if (who >= 0) {
                    wishes.add(new Wish(length(entry.pattern()), true, who, decide.action()));
                }
            }
        }
        for (EntrySection entry : document.entries()) {
            int who = who(role, entry.roles());
            if (who >= 0 && entry.pattern().covers(host)) {
                wishes.add(new Wish(length(entry.pattern()), false, who, entry.action()));
            }
        }
        for (RuleSection rule : document.rules()) {
            int who = who(role, rule.roles());
            for (HostPattern pattern : rule.hosts()) {
                if (who >= 0 && pattern.covers(host)) {
                    wishes.add(new Wish(length(pattern), false, who, rule.action()));
                }
            }
        }
        wishes.sort(Wish.PRECEDENCE);
        return wishes;
    }

    private static int length(HostPattern pattern) {
        return pattern.host().text().length();
    }

    private List<Wish> onCategory(String role, Category category) {
        List<Wish> wishes = new ArrayList<>();
        for (RuleSection rule : document.rules()) {
            int who = who(role, rule.roles());
            if (who >= 0 && rule.categories().contains(category)) {
                wishes.add(new Wish(0, false, who, rule.action()));
            }
        }
        for (String ancestor : ancestors(role)) {
            RoleSection section = section(ancestor);
            int who = who(role, Set.of(ancestor));
            if (section.blockedCategories().contains(category)) {
                wishes.add(new Wish(0, false, who, Action.BLOCK));
            }
            if (section.allowedCategories().contains(category)) {
                wishes.add(new Wish(0, false, who, Action.ALLOW));
            }
        }
        wishes.sort(Wish.PRECEDENCE);
        return wishes;
    }

    /** 0 for the role itself, 1 for what it extends …, 99 for everyone, -1 for others. */
    private int who(String role, Set<String> roles) {
        return roles.isEmpty()
                ? 99
                : ancestors(role).stream()
                        .filter(roles::contains)
                        .findFirst()
                        .map(found -> List.copyOf(ancestors(role)).indexOf(found))
                        .orElse(-1);
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
