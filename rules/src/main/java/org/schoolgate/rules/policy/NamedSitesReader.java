package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads sites with a name: a list. */
final class NamedSitesReader {
    private static final List<String> KEYS = List.of("id", "name", "hosts", "companions");

    private final Findings findings;
    private final Terms terms;
    private final List<String> texts;
    private final Set<String> ids = new HashSet<>();

    /** @param texts keys, required besides, that nothing but people read */
    NamedSitesReader(Findings findings, Terms terms, String... texts) {
        this.findings = findings;
        this.terms = terms;
        this.texts = List.of(texts);
    }

    List<NamedSite> sites(Fields document) {
        return document.list("sites", this::site);
    }

    private @Nullable NamedSite site(YamlNode node) {
        Fields fields = new Fields(
                findings,
                node,
                "site",
                Stream.concat(KEYS.stream(), texts.stream()).toArray(String[]::new));
        texts.forEach(key -> fields.required(key, terms::text));
        String id = fields.required("id", this::id);
        String name = fields.required("name", terms::text);
        YamlNode listed = fields.required("hosts", value -> value);
        Set<HostPattern> hosts = fields.set("hosts", terms::host);
        if (listed instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(listed, "hosts of a site", "at least one host");
        }
        List<HostPattern> companions = fields.list("companions", item -> companion(item, hosts));
        return id == null || name == null ? null : new NamedSite(id, name, List.copyOf(hosts), companions);
    }

    private @Nullable String id(YamlNode node) {
        String id = terms.id(node);
        if (id != null && !ids.add(id)) {
            findings.add(node, "id of a site", "one that no other site has");
        }
        return id;
    }

    private @Nullable HostPattern companion(YamlNode node, Set<HostPattern> hosts) {
        HostPattern companion = terms.host(node);
        if (companion != null && hosts.contains(companion)) {
            findings.add(node, "companion of a site", "none of its hosts");
        }
        return companion;
    }
}
