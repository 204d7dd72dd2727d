package org.schoolgate.rules.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;

/** Reads what teachers may open for a lesson: nothing that takes more than one person to unblock. */
final class GrantableReader {
    private final Findings findings;
    private final Terms terms;
    private final Set<String> siteIds;
    private final Set<Category> floor;

    GrantableReader(Findings findings, Terms terms, Set<String> siteIds, Set<Category> floor) {
        this.findings = findings;
        this.terms = terms;
        this.siteIds = siteIds;
        this.floor = floor;
    }

    Grantable grantable(Fields policy) {
        Grantable read = policy.optional("grantable", this::grantable);
        return read == null ? Grantable.NOTHING : read;
    }

    private Grantable grantable(YamlNode node) {
        Fields fields = new Fields(findings, node, "grantable", "categories", "sites");
        return new Grantable(
                fields.set("categories", this::category),
                fields.set("sites", item -> terms.defined(item, "site", siteIds)));
    }

    private @Nullable Category category(YamlNode node) {
        Category category = terms.category(node);
        if (category != null && (terms.isRisk(category) || floor.contains(category))) {
            findings.add(node, "category of risk", "one that is none, for a lesson never opens these");
            return null;
        }
        return category;
    }
}
