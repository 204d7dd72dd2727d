package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Category;

final class SiteSetsTest {
    private static final String YAML = """
            format: 1
            version: test
            help:
              - {name: Helpline, hosts: [help.example], source: "https://help.example/", why: children call it}
            infrastructure:
              - name: Push
                hosts:
                  - push.example
                  - =probe.example
                ports: [443]
                raw_ports: [5223]
                source: "https://push.example/docs"
                why: devices need it
            facts:
              - {category: search, name: Search, hosts: [find.example], source: s, why: w}
              - {category: ai_chat, name: Talk, hosts: [talk.find.example], source: s, why: w}
            """;

    @Test
    void eachHostKnowsItsLineAndItsSet() {
        SiteSets sites = Policies.sites(YAML);
        Site probe = sites.infrastructure(Hosts.host("probe.example"));
        assertThat(probe).isNotNull();
        assertThat(probe.line()).isEqualTo(9);
        assertThat(probe.ports()).containsOnly(entry(443, TunnelProtocol.TLS), entry(5223, TunnelProtocol.RAW));
        assertThat(probe.match().category()).isEqualTo(new Category("infrastructure"));
        assertThat(sites.infrastructure(Hosts.host("a.probe.example"))).isNull();
        assertThat(sites.help(Hosts.host("www.help.example"))).isNotNull();
        assertThat(sites.help(Hosts.host("push.example"))).isNull();
    }

    @Test
    void portIsRawOrNot() {
        assertThatThrownBy(() -> Policies.sites(YAML.replace("raw_ports: [5223]", "raw_ports: [5223, 443]")))
                .cause()
                .hasMessageContaining("port twice: \"443\" (expected: once in ports and raw_ports together)");
    }

    @Test
    void factsAreMergedNearestFirst() {
        assertThat(Policies.sites(YAML)
                        .withFacts(Policies.verdict(
                                Hosts.host("a.talk.find.example"), "press@a.talk.find.example,sports@find.example"))
                        .matches())
                .extracting(match -> match.category().id())
                .containsExactly("press", "ai_chat", "sports", "search");
    }

    @Test
    void mistakesAreReportedAllAtOnce() {
        String yaml = YAML.replace("[help.example]", "[help.example, HELP.example., 'no host']")
                .replace(" ports: [443]", " port: [443]")
                .replace("category: search", "category: serch")
                .replace(", why: children call it", "");
        assertThatThrownBy(() -> Policies.sites(yaml))
                .cause()
                .hasMessageContaining("sites.yaml:4:5: group: no \"why\" (expected: one)")
                .hasMessageContaining(
                        "sites.yaml:4:44: host twice: \"HELP.example.\" (expected: once in a set; it is also"
                                + " in line 4)")
                .hasMessageContaining("sites.yaml:4:59: host: \"no host\"")
                .hasMessageContaining(
                        "unknown key of group: \"port\" (expected: one of name, hosts, ports, raw_ports, source, why);"
                                + " did you mean \"ports\"?")
                .hasMessageContaining("did you mean \"search\"?");
    }
}
