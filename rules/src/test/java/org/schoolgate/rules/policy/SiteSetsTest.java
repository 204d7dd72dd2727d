package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;

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
            support:
              - {topic: faith, hosts: [faith.example, =alone.example], why: lists of sects must not catch it}
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
                        .withFacts(
                                Policies.verdict(
                                        Hosts.host("a.talk.find.example"),
                                        "press@a.talk.find.example,sports@find.example"),
                                SiteSetsTest::isDanger)
                        .matches())
                .extracting(match -> match.category().id())
                .containsExactly("press", "ai_chat", "sports", "search");
    }

    private static boolean isDanger(Category category) {
        return category.id().equals("malware");
    }

    @ParameterizedTest
    @CsvSource({
        "faith.example, -, support",
        "www.faith.example, sect@faith.example, support",
        "faith.example, 'sect@faith.example,malware@faith.example', malware support",
        "www.faith.example, 'malware@www.faith.example,adult@www.faith.example', malware support",
        "alone.example, sect@alone.example, support",
        "www.alone.example, sect@alone.example, sect",
        "example, sect@example, sect"
    })
    void ofSupportListsCountOnlyWhenTheyWarnOfADanger(String host, String listed, String categories) {
        assertThat(Policies.sites(YAML)
                        .withFacts(Policies.verdict(Hosts.host(host), listed), SiteSetsTest::isDanger)
                        .matches())
                .extracting(match -> match.category().id())
                .containsExactly(categories.split(" "));
    }

    @Test
    void supportIsOpenUnlessTheRiskFloorOrTheSchoolItselfClosesIt() {
        String roles = Policies.HEAD + """
                roles:
                  ks3: {audience: ks3, default: allow, unlisted: block, blocked_categories: [sect, adult]}
                """;
        String closed = roles + "entries: [{pattern: faith.example, action: block}]\n";
        assertThat(decide(roles, "sect@faith.example")).isEqualTo("allow default");
        assertThat(decide(roles, "-")).isEqualTo("allow default");
        assertThat(decide(roles, "phishing@faith.example")).isEqualTo("block risk_floor");
        assertThat(decide(roles + "risk_floor: [adult]\n", "adult@faith.example"))
                .isEqualTo("block risk_floor");
        assertThat(decide(closed, "-")).isEqualTo("block named");
        assertThat(decide(roles.replace("[sect, ", "[support, "), "-")).isEqualTo("block category");
    }

    private static String decide(String yaml, String listed) {
        Decision decision = explain(yaml, listed).decision();
        return decision.action().id() + " " + decision.reason().step().id();
    }

    private static Explanation explain(String yaml, String listed) {
        Policy policy = Policies.compile(yaml, Policies.sites(YAML));
        Principal principal = Principal.unidentified("ks3", Attribution.ZONE);
        Host host = Hosts.host("faith.example");
        Request request = new Request(principal, policy.zoneOf(new byte[4]), host, 443, Scheme.CONNECT, null);
        Instant at = Instant.parse("2026-11-24T09:00:00Z");
        return policy.explain(request, policy.known(Policies.verdict(host, listed)), LiveFacts.NONE, at);
    }

    @Test
    void explanationSaysThatListsDoNotCount() {
        String yaml = Policies.HEAD + "roles: {ks3: {audience: ks3, default: allow}}\n";
        assertThat(explain(yaml, "sect@faith.example").edits())
                .containsExactly(
                        "counts as support by sites.yaml line 15: of lists, only those of the risk floor count");
    }

    @Test
    void listsThatNameSupportArePointedOutWhenTheyAreRead() {
        assertThat(Policies.sites(YAML).essential())
                .containsEntry(Hosts.host("faith.example"), new Category("support"))
                .containsEntry(Hosts.host("help.example"), new Category("help"))
                .doesNotContainKey(Hosts.host("talk.find.example"));
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
