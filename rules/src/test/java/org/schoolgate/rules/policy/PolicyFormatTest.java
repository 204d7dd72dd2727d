package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyFormatTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new AssertionError(yaml, e);
        }
    }

    @Test
    void commentStandsBeforeItsItemAlsoWhereTheItemIsOneLineOfAListWithinAMapping() {
        String yaml = """
                format: 1
                school: {name: A School, time_zone: Asia/Dubai}
                calendar:
                  closures:
                    - {name: National days, from: 2026-12-02, to: 2026-12-03}
                    # The moon decides.
                    - {name: Eid al-Fitr, from: 2027-03-10, to: 2027-03-12}
                roles:
                  staff: {audience: adult}
                """;
        assertThat(PolicyFormat.format(yaml)).isEqualTo(yaml);
    }

    @Test
    void keysStandInTheOrderOfTheSchemaAndWhatFitsInOneLine() {
        String yaml = """
                # yaml-language-server: $schema=policy.schema.json
                # Our policy.

                # Who is who.
                roles:
                  staff:
                    default: allow
                    audience: adult # adults
                  ks3: {extends: pupil, audience: ks3}
                  # A template.
                  pupil:
                    blocked_categories:
                      - games # at last

                      # Contact,
                      # with strangers.
                      - chat
                rules:
                  # Not in working hours.
                  - categories: [shopping]
                    id: shops
                    action: block
                    when: [{to: "15:30", from: "08:30", days: [school_days]}]
                    roles: [staff]

                # Where.
                school:
                  time_zone: Europe/London
                  name: "A School"
                format: 1
                """;
        assertThat(PolicyFormat.format(yaml)).isEqualTo("""
                # yaml-language-server: $schema=policy.schema.json
                # Our policy.

                format: 1

                # Where.
                school: {name: "A School", time_zone: Europe/London}
                # Who is who.
                roles:
                  staff:
                    audience: adult # adults
                    default: allow
                  ks3: {extends: pupil, audience: ks3}
                  # A template.
                  pupil:
                    blocked_categories:
                      - games # at last

                      # Contact,
                      # with strangers.
                      - chat
                rules:
                  # Not in working hours.
                  - id: shops
                    roles: [staff]
                    categories: [shopping]
                    action: block
                    when: [{days: [school_days], from: "08:30", to: "15:30"}]
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../deploy/starter/policy.yaml", "../deploy/bench/policy.yaml"})
    void policyThatShipsMeansTheSameAndKeepsItsComments(Path file) throws IOException {
        String yaml = Files.readString(file);
        String formatted = PolicyFormat.format(yaml);
        assertThat(tree(formatted)).isEqualTo(tree(yaml));
        assertThat(PolicyFormat.comments(formatted)).isEqualTo(PolicyFormat.comments(yaml));
        assertThat(PolicyFormat.format(formatted)).as("laid out twice").isEqualTo(formatted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entries: [{pattern: '=example.org', action: block, note: 'it''s \"so\"'}]",
                "entries: [{pattern: \"*.example.org\", action: block, note: \"a: b # c\"}]",
                "entries:\n  - pattern: example.org\n    action: block\n    note: |\n      two\n      lines",
                "times: {night: [{from: 21:30, to: 06:30}]}",
                "rules: [{id: a, hosts: [a.example, b.example], action: block, when: [{not: [lesson, {not: [break]}]}]}]",
                "connect_ports: [443, {hosts: [a.example], yes_i_mean: true, protocol: raw, port: 993}]"
            })
    void textIsWrittenSoThatItIsReadBack(String part) {
        String yaml = Policies.HEAD + "roles: {ks3: {audience: ks3}}\n" + part + "\n";
        String formatted = PolicyFormat.format(yaml);
        assertThat(tree(formatted)).as(formatted).isEqualTo(tree(yaml));
        assertThat(PolicyFormat.format(formatted)).as("laid out twice").isEqualTo(formatted);
    }
}
