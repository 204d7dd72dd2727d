package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.policy.PolicyDocument.EntrySection;
import org.schoolgate.rules.policy.PolicyDocument.RuleSection;

/** Reads what a policy says of single hosts and of categories across roles: its entries and its rules. */
final class RulesReader {
    /** Names by which reasons call what no document writes. */
    private static final Set<String> RESERVED = Set.of("help", "infrastructure", "risk_floor", "required_categories");

    private final Findings findings;
    private final Terms terms;
    private final WhenReader times;
    private final Set<String> roleIds;
    private final Set<String> ruleIds = new HashSet<>(RESERVED);

    RulesReader(Findings findings, Terms terms, WhenReader times, Set<String> roleIds) {
        this.findings = findings;
        this.terms = terms;
        this.times = times;
        this.roleIds = roleIds;
    }

    List<EntrySection> entries(Fields policy) {
        return policy.list("entries", this::entry);
    }

    List<RuleSection> rules(Fields policy) {
        return policy.list("rules", this::rule);
    }

    private @Nullable EntrySection entry(YamlNode node) {
        Fields fields = new Fields(findings, node, "entry", "pattern", "action", "when", "note", "roles");
        HostPattern pattern = fields.required("pattern", terms::host);
        Action action = fields.required("action", terms::action);
        When when = fields.optional("when", times::atLeastOne);
        String note = fields.optional("note", terms::text);
        Set<String> roles = roles(fields);
        return pattern == null || action == null
                ? null
                : new EntrySection(pattern, action, note == null ? "" : note, roles, when);
    }

    private @Nullable RuleSection rule(YamlNode node) {
        Fields fields = new Fields(
                findings, node, "rule", "id", "roles", "categories", "hosts", "action", "when", "clause", "note");
        String id = fields.required("id", this::ruleId);
        Set<String> roles = roles(fields);
        Set<Category> categories = fields.set("categories", terms::category);
        List<HostPattern> hosts = List.copyOf(fields.set("hosts", terms::host));
        if ((fields.at("categories") == null) == (fields.at("hosts") == null)) {
            findings.add(node, "rule", "either \"categories\" or \"hosts\"");
        }
        Action action = fields.required("action", terms::action);
        When when = fields.optional("when", times::atLeastOne);
        String clause = fields.optional("clause", terms::text);
        String note = fields.optional("note", terms::text);
        return id == null || action == null
                ? null
                : new RuleSection(id, roles, categories, hosts, action, when, clause, note == null ? "" : note);
    }

    private @Nullable String ruleId(YamlNode node) {
        String id = terms.id(node);
        if (id != null && !ruleIds.add(id)) {
            findings.add(
                    node,
                    "id of a rule",
                    "one that no other rule has, and none of " + String.join(", ", new TreeSet<>(RESERVED)));
        }
        return id;
    }

    private Set<String> roles(Fields fields) {
        YamlNode node = fields.at("roles");
        if (node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(node, "roles", "at least one role, or no \"roles\" for everyone");
        }
        return fields.set("roles", item -> terms.role(item, roleIds));
    }
}
