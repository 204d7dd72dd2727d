package org.schoolgate.rules.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;

/** Reads site sets: four lists of groups, each group with its hosts, where that is documented, and why it is here. */
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
        Fields top = new Fields(
                findings,
                root,
                "site sets",
                "format",
                "version",
                "help",
                "infrastructure",
                "support",
                "facts",
                "sites");
        top.required("format", terms::format);
        top.required("version", terms::text);
        return new SiteSets(
                flat(top.list("help", new Groups(SiteSets.HELP)::sites)),
                flat(top.list("infrastructure", new Groups(SiteSets.INFRASTRUCTURE)::sites)),
                flat(top.list("support", new Groups(SiteSets.SUPPORT)::supportSites)),
                flat(top.list("facts", new Groups(null)::sites)),
                new NamedSitesReader(findings, terms, "source", "why").sites(top));
    }

    private static List<Site> flat(List<List<Site>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** Reads the groups of one set, in which no host stands twice. */
    private final class Groups {
        private final @Nullable Category common;
        private final Map<HostPattern, YamlNode> seen = new HashMap<>();

        /** @param common category of the whole set; null when each group names its own */
        Groups(@Nullable Category common) {
            this.common = common;
        }

        List<Site> sites(YamlNode node) {
            Fields fields = common == null
                    ? new Fields(findings, node, "group", "category", "name", "hosts", "source", "why")
                    : new Fields(findings, node, "group", "name", "hosts", "ports", "raw_ports", "source", "why");
            fields.required("name", terms::text);
            fields.required("source", terms::text);
            fields.required("why", terms::text);
            Category category = common == null ? fields.required("category", terms::category) : common;
            Map<Integer, TunnelProtocol> ports = ports(fields);
            fields.required("hosts", value -> value);
            return fields.list("hosts", item -> site(item, category, ports));
        }

        /** Each of these hosts is itself the place where it is documented. */
        List<Site> supportSites(YamlNode node) {
            Fields fields = new Fields(findings, node, "group", "topic", "hosts", "why");
            fields.required("topic", terms::text);
            fields.required("why", terms::text);
            fields.required("hosts", value -> value);
            return fields.list("hosts", item -> site(item, common, Map.of()));
        }

        private Map<Integer, TunnelProtocol> ports(Fields fields) {
            Map<Integer, TunnelProtocol> ports = new HashMap<>();
            fields.set("ports", terms::port).forEach(port -> ports.put(port, TunnelProtocol.TLS));
            fields.list("raw_ports", item -> {
                Integer port = terms.port(item);
                if (port != null && ports.put(port, TunnelProtocol.RAW) != null) {
                    findings.add(item, "port twice", "once in ports and raw_ports together");
                }
                return port;
            });
            return ports;
        }

        private @Nullable Site site(YamlNode item, @Nullable Category category, Map<Integer, TunnelProtocol> ports) {
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
}
