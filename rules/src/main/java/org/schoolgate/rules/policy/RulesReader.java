package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final ClausesReader clauses;
    private final WhoReader whos;
    private final Set<String> siteIds;
    private final Set<String> ruleIds = new HashSet<>(RESERVED);

    RulesReader(Findings findings, Terms terms, WhenReader times, ClausesReader clauses, WhoReader.Defined defined) {
        this.findings = findings;
        this.terms = terms;
        this.times = times;
        this.clauses = clauses;
        this.whos = new WhoReader(findings, terms, defined);
        this.siteIds = defined.sites();
    }

    List<EntrySection> entries(Fields policy) {
        return policy.list("entries", this::entry);
    }

    List<RuleSection> rules(Fields policy) {
        return policy.list("rules", this::rule);
    }

    private @Nullable EntrySection entry(YamlNode node) {
        Fields fields = new Fields(
                findings,
                node,
                "entry",
                "pattern",
                "site",
                "url",
                "action",
                "when",
                "note",
                "roles",
                "classes",
                "people",
                "zones",
                "device_groups");
        What what = entered(node, fields);
        Action action = fields.required("action", terms::action);
        When when = fields.optional("when", times::atLeastOne);
        String note = fields.optional("note", terms::text);
        Who who = whos.who(fields);
        return what == null || action == null
                ? null
                : new EntrySection(what, action, note == null ? "" : note, who, when);
    }

    /** An entry is about one thing. */
    private @Nullable What entered(YamlNode node, Fields fields) {
        HostPattern pattern = fields.optional("pattern", terms::host);
        String site = fields.optional("site", this::site);
        UrlPattern url = fields.optional("url", terms::url);
        long given = Stream.of("pattern", "site", "url")
                .filter(key -> fields.at(key) != null)
                .count();
        if (given != 1 && node instanceof YamlNode.Mapping) {
            findings.add(node, "entry", "one of \"pattern\", \"site\" and \"url\"");
        }
        if (pattern == null && site == null && url == null) {
            return null;
        }
        return new What(
                Set.of(),
                Set.of(),
                pattern == null ? List.of() : List.of(pattern),
                site == null ? Set.of() : Set.of(site),
                url == null ? List.of() : List.of(url));
    }

    private @Nullable RuleSection rule(YamlNode node) {
        Fields fields = new Fields(
                findings,
                node,
                "rule",
                "id",
                "roles",
                "classes",
                "people",
                "zones",
                "device_groups",
                "categories",
                "lists",
                "hosts",
                "sites",
                "urls",
                "action",
                "when",
                "clause",
                "note",
                "yes_i_mean");
        String id = fields.required("id", this::ruleId);
        Who who = whos.who(fields);
        What what = what(node, fields);
        Action action = fields.required("action", terms::action);
        checkMeant(node, fields, action == Action.ALLOW && what.lists().stream().anyMatch(terms::isRisk));
        When when = fields.optional("when", times::atLeastOne);
        String clause = fields.optional("clause", clauses::cited);
        String note = fields.optional("note", terms::text);
        return id == null || action == null
                ? null
                : new RuleSection(id, who, what, action, when, clause, note == null ? "" : note);
    }

    /** What names hosts decides before what speaks of lists, so a rule is about the one or the other. */
    private What what(YamlNode node, Fields fields) {
        boolean isAboutHosts = isAny(fields, "hosts", "sites", "urls");
        if (isAboutHosts == isAny(fields, "categories", "lists")) {
            findings.add(node, "rule", "either \"categories\" and \"lists\", or \"hosts\", \"sites\" and \"urls\"");
        }
        return new What(
                fields.set("categories", terms::category),
                fields.set("lists", terms::list),
                List.copyOf(fields.set("hosts", terms::host)),
                fields.set("sites", this::site),
                List.copyOf(fields.set("urls", terms::url)));
    }

    /** Nobody lets through by accident all that a source has on its lists, or a list of a category of risk. */
    private void checkMeant(YamlNode node, Fields fields, boolean isDangerous) {
        boolean isMeant = Boolean.TRUE.equals(fields.optional("yes_i_mean", terms::flag));
        if (isDangerous && !isMeant) {
            findings.add(
                    node,
                    "rule that allows a whole source, or a list of a category of risk, without yes_i_mean",
                    "yes_i_mean: true, or lists that are harmless");
        } else if (!isDangerous && fields.at("yes_i_mean") != null) {
            findings.add(node, "rule with yes_i_mean", "yes_i_mean only beside lists of risk that are allowed");
        }
    }

    private static boolean isAny(Fields fields, String... keys) {
        return Stream.of(keys).anyMatch(key -> fields.at(key) != null);
    }

    private @Nullable String site(YamlNode node) {
        return terms.defined(node, "site", siteIds);
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
}
