package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/** Reads the roles of a policy: a mapping of ids. */
final class RolesReader {
    private final Findings findings;
    private final Terms terms;
    private final WhenReader times;
    private final ClausesReader clauses;

    RolesReader(Findings findings, Terms terms, WhenReader times, ClausesReader clauses) {
        this.findings = findings;
        this.terms = terms;
        this.times = times;
        this.clauses = clauses;
    }

    Map<String, RoleSection> roles(YamlNode node) {
        Map<Scalar, YamlNode> entries = Fields.entries(findings, node, "roles");
        Set<String> ids = entries.keySet().stream().map(Scalar::text).collect(Collectors.toSet());
        Map<String, RoleSection> roles = new LinkedHashMap<>();
        entries.forEach((key, value) -> {
            terms.id(key);
            roles.put(key.text(), role(key.text(), value, ids));
        });
        entries.keySet().forEach(key -> reportCycle(key, roles));
        if (entries.isEmpty() && node instanceof YamlNode.Mapping) {
            findings.add(node, "roles", "at least one role");
        } else if (!roles.isEmpty() && roles.values().stream().allMatch(role -> role.audience() == null)) {
            findings.add(node, "roles, all without an audience, which nobody can hold", "one with an audience");
        }
        return roles;
    }

    private RoleSection role(String id, YamlNode node, Set<String> ids) {
        Fields fields = new Fields(
                findings,
                node,
                "role",
                "title",
                "extends",
                "audience",
                "default",
                "unlisted",
                "blocked_categories",
                "allowed_categories",
                "closed",
                "safe_search",
                "youtube",
                "tenants",
                "downloads",
                "uploads",
                "clause");
        FilesReader files = new FilesReader(findings, terms);
        Set<Category> blocked = fields.set("blocked_categories", terms::category);
        Set<Category> allowed = fields.set("allowed_categories", item -> allowed(item, blocked));
        return new RoleSection(
                id,
                fields.optional("title", terms::text),
                fields.optional("extends", item -> terms.role(item, ids)),
                fields.optional("audience", terms::audience),
                fields.optional("default", terms::action),
                fields.optional("unlisted", terms::action),
                blocked,
                allowed,
                fields.optional("closed", times::anyOf),
                new ServicesReader(findings, terms).services(fields),
                fields.optional("downloads", files::downloads),
                fields.optional("uploads", files::uploads),
                fields.optional("clause", clauses::cited));
    }

    private @Nullable Category allowed(YamlNode item, Set<Category> blocked) {
        Category category = terms.category(item);
        if (category != null && blocked.contains(category)) {
            findings.add(item, "category both blocked and allowed in one role", "one of the two");
        }
        return category;
    }

    private void reportCycle(Scalar key, Map<String, RoleSection> roles) {
        Set<String> seen = new HashSet<>();
        RoleSection role = roles.get(key.text());
        while (role != null && seen.add(role.id())) {
            role = role.extended() == null ? null : roles.get(role.extended());
        }
        if (role != null && role.id().equals(key.text())) {
            findings.add(key, "role that extends itself, directly or through others", "no cycle");
        }
    }
}
