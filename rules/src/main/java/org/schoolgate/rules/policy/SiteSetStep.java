package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;

/** Lets the hosts of a shipped set through, whoever asks. */
record SiteSetStep(Step step, Category category, HostTable<Standing> set) implements PrecedenceStep {
    /** What is decided on a host of a set, always. */
    record Standing(HostPattern pattern, Decision decision) {}

    /** @param version of the policy */
    static SiteSetStep of(Step step, Category category, List<Site> sites, String version) {
        List<Standing> standing =
                sites.stream().map(site -> standing(step, site, version)).toList();
        return new SiteSetStep(step, category, new HostTable<>(standing, Standing::pattern, (one, other) -> 0));
    }

    private static Standing standing(Step step, Site site, String version) {
        Reason reason = new Reason(step, site.category().id(), site.category(), site.match(), version, null, null);
        return new Standing(site.pattern(), new Decision.Allow(reason));
    }

    @Override
    public @Nullable Decision decide(Question question) {
        Standing standing = set.nearest(question.host());
        return standing == null ? null : standing.decision();
    }

    @Override
    public String passed(Question question) {
        return "not in the " + category + " set";
    }
}
