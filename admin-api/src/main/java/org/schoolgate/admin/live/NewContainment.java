package org.schoolgate.admin.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.Containment;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.SitePart;

/** A containment as it is sent. */
record NewContainment(
        @Nullable String by,
        @Nullable String what,
        @Nullable String note,
        @Nullable String from,
        @Nullable String until) {
    /** It is looked at again before it goes on. */
    private static final Duration LONGEST = Duration.ofDays(31);

    /**
     * @param host as entries of the help set and the like name it
     * @param contained whether it is out of reach then; what is always reached is not
     */
    record Reached(String host, String category, boolean contained) {}

    SitePart readWhat(Policy policy) {
        SitePart part = parse();
        Category always = policy.alwaysReached(part.hosts().host());
        if (always != null) {
            throw ProblemException.invalidField(
                    "what",
                    "%s is of the %s set, which everyone reaches"
                            .formatted(part.hosts().host(), always));
        }
        if (!part.hosts().host().isAddress() && !part.hosts().host().text().contains(".")) {
            throw ProblemException.invalidField("what", "%s is a top-level domain".formatted(part));
        }
        return part;
    }

    private SitePart parse() {
        if (what == null) {
            throw ProblemException.invalidField("what", "missing");
        }
        try {
            return SitePart.parse(what);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField(
                    "what",
                    "%s (expected: example.org, *.example.org, =example.org, or an address with a path)"
                            .formatted(e.getMessage()));
        }
    }

    Function<String, LiveFact> read(Bundle bundle, Instant now, SitePart part) {
        Function<String, Given> given = new NewGiven(by, "note", note, from, until).read(bundle, now, null, LONGEST);
        return id -> new Containment(given.apply(id), part);
    }

    /** What the school can hardly do without and the part covers. */
    static List<Reached> reach(Policy policy, SitePart part) {
        List<Reached> reached = new ArrayList<>();
        policy.essential(part.hosts())
                .forEach((host, category) ->
                        reached.add(new Reached(host.text(), category.id(), policy.alwaysReached(host) == null)));
        return reached;
    }

    static List<String> remarks(SitePart part) {
        return part.isPages()
                ? List.of(
                        "of https the host alone is seen: pages are contained in the clear only; name the host to contain"
                                + " all of it")
                : List.of();
    }
}
