package org.schoolgate.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.CommandLineRun;

final class PolicyCommandTest {
    private static final String POLICY = """
            format: 1
            school: {name: A School, time_zone: Europe/London}
            zones:
              - {id: lab, name: Laboratory, networks: [192.0.2.0/24], roles: [ks3]}
            roles:
              ks3: {audience: ks3, default: allow, unlisted: allow, blocked_categories: [gambling]}
              staff: {audience: adult, default: allow}
            """;
    private static final String SITES = "format: 1\nversion: \"1\"\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), POLICY);
        Files.writeString(folder.resolve("sites.yaml"), SITES);
        Files.writeString(folder.resolve("gambling.txt"), "casino.example\n");
        assertThat(CommandLineRun.of(
                                "lists",
                                "compile",
                                "--source",
                                "domains:" + folder.resolve("gambling.txt"),
                                "--out",
                                folder.resolve("index").toString())
                        .code())
                .isZero();
    }

    private CommandLineRun explain(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "policy",
                "explain",
                "--policy",
                folder.resolve("policy.yaml").toString(),
                "--index",
                folder.resolve("index").toString(),
                "--sites",
                folder.resolve("sites.yaml").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private CommandLineRun check(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("policy", "check", folder.resolve("policy.yaml").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void policyWithoutMistakeIsAccepted() {
        CommandLineRun run = check();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("no mistake; 1 zones, 2 roles");
        assertThat(check("--json").out()).startsWith("{\"valid\":true,\"version\":\"");
    }

    @Test
    void allMistakesArePrintedWithPlaceAndNearestName() throws IOException {
        Files.writeString(
                folder.resolve("policy.yaml"),
                POLICY.replace("gambling", "gamblng").replace("roles: [ks3]", "roles: [ks33]") + "zonez: []\n");

        CommandLineRun run = check();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(3);
        assertThat(run.err())
                .contains("policy.yaml:4:", "did you mean \"ks3\"?")
                .contains("policy.yaml:6:", "did you mean \"gambling\"?")
                .contains("policy.yaml:8:1: ", "did you mean \"zones\"?");
        assertThat(check("--json").out()).startsWith("{\"valid\":false,\"errors\":[{\"file\":\"");
    }

    @Test
    void policyThatIsNotUtf8IsNamedWithWhatWasExpected() throws IOException {
        Files.writeString(
                folder.resolve("policy.yaml"), POLICY.replace("A School", "\u00c9cole"), StandardCharsets.ISO_8859_1);

        CommandLineRun run = check();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("policy.yaml: not UTF-8 (expected: ");
        assertThat(explain("--role", "ks3", "casino.example").err()).contains("policy.yaml: not UTF-8");
    }

    @Test
    void explanationNamesDecisionStepRuleAndList() {
        CommandLineRun run = explain("--role", "ks3", "--json", "https://www.casino.example/");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("{\"host\":\"www.casino.example\",\"role\":\"ks3\",\"zone\":\"lab\",\"at\":\"")
                .contains("\"decision\":\"block\",\"step\":\"category\"")
                .contains("\"category\":\"gambling\",\"list\":\"gambling\"")
                .contains("\"line\":1,\"entry\":\"casino.example\"")
                .containsPattern("\"fetchedAt\":\"20[^\"]*Z\",\"licence\":null")
                .contains("\"trace\":[{\"number\":1,\"step\":\"locked\"");
    }

    @Test
    void explanationForPeopleShowsAllSteps() {
        CommandLineRun run = explain("--role", "staff", "--at", "2026-11-24T10:15", "casino.example");
        assertThat(run.out()).startsWith("allow: ");
        assertThat(run.out().lines()).hasSize(15).element(1).isEqualTo("time: tuesday, a school day, outside_school");
    }

    @Test
    void explanationSaysUntilWhenARuleBlocksAndWhenOneAppliesNext() throws IOException {
        Files.writeString(
                folder.resolve("policy.yaml"),
                POLICY + "rules: [{id: shops, roles: [staff], hosts: [casino.example], action: block,"
                        + " when: [{days: [school_days], from: \"08:30\", to: \"15:30\"}]}]\n");
        assertThat(explain("--role", "staff", "--at", "2026-11-24T10:15", "casino.example")
                        .out())
                .startsWith("block: named, shops")
                .contains("block by shops, until Tuesday 2026-11-24 15:30");
        assertThat(explain("--role", "staff", "--json", "--at", "2026-11-24T10:15", "casino.example")
                        .out())
                .contains("\"until\":\"2026-11-24T15:30:00Z\"");
        assertThat(explain("--role", "staff", "--at", "2026-11-27T16:00", "casino.example")
                        .out())
                .startsWith("allow: ")
                .contains("shops would block, and applies from Monday 2026-11-30 08:30");
    }

    @Test
    void timeThatNeverComesIsAWarning() throws IOException {
        Files.writeString(
                folder.resolve("policy.yaml"),
                POLICY
                        + "rules: [{id: shops, roles: [staff], hosts: [casino.example], action: block, when: [lesson]}]\n");
        String warning = "rule shops: its time does not come within the next year; the calendar has no bells";
        CommandLineRun run = check();
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(2).element(1).isEqualTo("warning: " + warning);
        assertThat(check("--json").out()).contains("\"warnings\":[\"" + warning + "\"]");
    }

    @Test
    void whatThePolicyDoesNotKnowIsRefused() {
        assertThat(explain("--role", "ks9", "casino.example").err()).contains("role: \"ks9\"");
        assertThat(explain("--role", "ks3", "--zone", "roof", "casino.example").err())
                .contains("zone: \"roof\" (expected: one of [lab])");
        assertThat(explain("--role", "ks3", "ftp://casino.example").err()).contains("neither http nor https");
        assertThat(explain("--role", "ks3", "--at", "noon", "casino.example").code())
                .isEqualTo(2);
    }
}
