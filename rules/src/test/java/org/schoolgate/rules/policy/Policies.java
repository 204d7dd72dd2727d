package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;

/** Policies, site sets and verdicts that a test knows to be right. */
final class Policies {
    static final String HEAD = "format: 1\nschool: {name: School, time_zone: Europe/London}\n";

    private Policies() {}

    static PolicyDocument document(String yaml) {
        try {
            return PolicyReader.read(yaml, "policy.yaml", Vocabulary.standard());
        } catch (InvalidPolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static SiteSets sites(String yaml) {
        try {
            return SiteSets.read(yaml, "sites.yaml", Vocabulary.standard());
        } catch (InvalidPolicyException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static Policy compile(String yaml, SiteSets sites, String... loaded) {
        return Policy.compile(document(yaml), sites, Vocabulary.standard(), categories(loaded));
    }

    static Set<Category> categories(String... ids) {
        return Arrays.stream(ids).map(Category::new).collect(Collectors.toSet());
    }

    /** Reads {@code CATEGORY@ENTRY,CATEGORY@ENTRY…}, or {@code -} for none, as lists would give it. */
    static Verdict verdict(Host host, String listed) {
        List<Match> matches = new ArrayList<>();
        if (!listed.equals("-")) {
            for (String match : listed.split(",")) {
                String[] parts = match.split("@");
                Category category = new Category(parts[0]);
                NamedList list = new NamedList("list/" + category, category);
                matches.add(Match.ofName(list, Scope.NAME_AND_BELOW, Hosts.host(parts[1]), "domains", 7));
            }
        }
        return new Verdict(host, matches);
    }
}
