package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Organisation.Clause;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/**
 * Reads the clauses of the school's own policy, a list, and where they are cited. Where the policy lists them, only those can be;
 * else any text.
 */
final class ClausesReader {
    private static final String KEY = "clauses";
    private static final int MAX_ID = 64;

    private final Findings findings;
    private final Terms terms;
    private final Set<String> ids = new HashSet<>();
    private final List<Clause> clauses;
    private final boolean areListed;

    ClausesReader(Findings findings, Terms terms, Fields policy) {
        this.findings = findings;
        this.terms = terms;
        this.areListed = policy.at(KEY) != null;
        this.clauses = policy.list(KEY, this::clause);
    }

    List<Clause> clauses() {
        return clauses;
    }

    /** One that a rule or a role enforces. */
    @Nullable
    String cited(YamlNode node) {
        return areListed ? terms.defined(node, "clause", ids) : terms.text(node);
    }

    private @Nullable Clause clause(YamlNode node) {
        Fields fields = new Fields(findings, node, "clause", "id", "title");
        String id = fields.required("id", this::id);
        String title = fields.required("title", terms::text);
        return id == null || title == null ? null : new Clause(id, title);
    }

    /** As the school numbers them: a number is one too, and 3.10 another than 3.1. */
    private @Nullable String id(YamlNode node) {
        if (!(node instanceof Scalar scalar) || scalar.isNull() || scalar.text().length() > MAX_ID) {
            findings.add(node, "id of a clause", "text or a number, at most " + MAX_ID + " characters");
            return null;
        }
        if (!ids.add(scalar.text())) {
            findings.add(node, "id of a clause", "one that no other clause has");
        }
        return scalar.text();
    }
}
