package org.schoolgate.rules.bundle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Containment;
import org.schoolgate.rules.policy.DutyException;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Restriction;
import org.schoolgate.rules.policy.SitePart;
import org.schoolgate.rules.policy.SupervisedSession;
import org.schoolgate.rules.policy.Whom;

/**
 * Live facts as the decision table writes them, apart by semicolons. {@code grant WHOM WHAT FROM-TO}, {@code session WHOM FROM-TO},
 * {@code restriction WHOM all|category/X FROM-TO}, {@code containment host/X FROM-TO}, {@code duty WHOM category/X FROM-TO},
 * {@code entry allow|block PATTERN [ROLE]}.
 */
final class WrittenFacts {
    private static final String NONE = "-";

    private final Policy policy;
    private final LocalDate date;
    private final List<ManagerEntry> entries = new ArrayList<>();
    private final List<LiveFact> facts = new ArrayList<>();

    private WrittenFacts(Policy policy, LocalDate date) {
        this.policy = policy;
        this.date = date;
    }

    static LiveFacts read(String text, Policy policy, LocalDate date) {
        WrittenFacts read = new WrittenFacts(policy, date);
        if (!text.equals(NONE)) {
            for (String fact : text.split("; ", -1)) {
                read.add(fact.split(" ", -1));
            }
        }
        return new LiveFacts(read.entries, read.facts);
    }

    private void add(String[] words) {
        switch (words[0]) {
            case "grant" -> facts.add(new Grant(given(words[3]), Whom.parse(words[1]), granted(words[2])));
            case "session" -> facts.add(new SupervisedSession(given(words[2]), Whom.parse(words[1])));
            case "restriction" ->
                facts.add(new Restriction(given(words[3]), Whom.parse(words[1]), categories(words[2])));
            case "containment" -> facts.add(new Containment(given(words[2]), SitePart.parse(named(words[1], "host"))));
            case "duty" -> facts.add(new DutyException(given(words[3]), Whom.parse(words[1]), categories(words[2])));
            case "entry" -> entries.add(entry(words));
            default -> throw new AssertionError(String.join(" ", words));
        }
    }

    private ManagerEntry entry(String[] words) {
        Action action = words[1].equals("allow") ? Action.ALLOW : Action.BLOCK;
        Set<String> roles = words.length > 3 ? Set.of(words[3]) : Set.of();
        return new ManagerEntry(
                "e" + entries.size(), Bundles.pattern(words[2]), new Edit.Decide(action, roles), "", Bundles.AT);
    }

    /** @param times as in {@code 10:20-11:15}, by the school's clock */
    private Given given(String times) {
        String[] ends = times.split("-", 2);
        return new Given("f" + facts.size(), "t.1", "", at(ends[0]), at(ends[1]));
    }

    private Instant at(String clock) {
        return date.atTime(LocalTime.parse(clock))
                .atZone(policy.school().timeZone())
                .toInstant();
    }

    private Grant.What granted(String what) {
        if (what.startsWith("site/")) {
            String id = named(what, "site");
            return new Grant.Site(
                    id, Objects.requireNonNull(policy.sites().get(id), id).all().toList());
        }
        return what.startsWith("host/")
                ? new Grant.Site(null, List.of(Bundles.pattern(named(what, "host"))))
                : new Grant.OfCategory(new Category(named(what, "category")));
    }

    private static Set<Category> categories(String what) {
        return what.equals("all") ? Set.of() : Set.of(new Category(named(what, "category")));
    }

    private static String named(String text, String kind) {
        if (!text.startsWith(kind + "/")) {
            throw new AssertionError(text + " (expected: " + kind + "/…)");
        }
        return text.substring(kind.length() + 1);
    }
}
