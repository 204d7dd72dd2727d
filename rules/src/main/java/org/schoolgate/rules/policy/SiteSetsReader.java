package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;

/** Reads site sets: three lists of groups, each group with its hosts, where that is documented, and why it is here. */
final class SiteSetsReader {
    private final Findings findings;
    private final Terms terms;

    private SiteSetsReader(Findings findings, Vocabulary vocabulary) {
        this.findings = findings;
        this.terms = new Terms(findings, vocabulary);
    }

    static SiteSets read(String yaml, String file, Vocabulary vocabulary) throws InvalidPolicyException {
        Findings findings = new Findings(file);
        YamlNode root = YamlTree.read(yaml, findings);
        SiteSets sets = new SiteSetsReader(findings, vocabulary).document(root);
        findings.throwIfAny();
        return sets;
    }

    private SiteSets document(YamlNode root) {
        Fields top = new Fields(findings, root, "site sets", "format", "version", "help", "infrastructure", "facts");
        top.required("format", terms::format);
        top.required("version", terms::text);
        return new SiteSets(
                group(top, "help", SiteSets.HELP),
                group(top, "infrastructure", SiteSets.INFRASTRUCTURE),
                group(top, "facts", null));
    }

    /** @param category of the whole set; null when each group names its own */
    private List<Site> group(Fields top, String key, @Nullable Category category) {
        List<Site> sites = new ArrayList<>();
        Map<HostPattern, YamlNode> seen = new HashMap<>();
        top.list(key, node -> {
            Fields fields = category == null
                    ? new Fields(findings, node, "group", "category", "name", "hosts", "source", "why")
                    : new Fields(findings, node, "group", "name", "hosts", "ports", "source", "why");
            fields.required("name", terms::text);
            fields.required("source", terms::text);
            fields.required("why", terms::text);
            Category named = category == null ? fields.required("category", terms::category) : category;
            Set<Integer> ports = fields.set("ports", terms::port);
            fields.required("hosts", value -> value);
            return fields.list("hosts", item -> site(item, named, ports, seen)).stream()
                    .peek(sites::add)
                    .toList();
        });
        return sites;
    }

    private @Nullable Site site(
            YamlNode item, @Nullable Category category, Set<Integer> ports, Map<HostPattern, YamlNode> seen) {
        HostPattern pattern = terms.host(item);
        YamlNode before = pattern == null ? null : seen.putIfAbsent(pattern, item);
        if (before != null) {
            findings.add(item, "host twice", "once in a set; it is also in line " + before.line());
        }
        return pattern == null || category == null
                ? null
                : new Site(pattern, category, ports, findings.file(), item.line());
    }
}
