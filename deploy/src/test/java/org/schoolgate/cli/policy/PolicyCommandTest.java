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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(strings = {"dubai-international-school", "manchester-preparatory-school"})
    void policyThatShipsAsAnExampleIsAcceptedByEveryCommand(String example) {
        String file = "examples/" + example + ".yaml";
        CommandLineRun check = CommandLineRun.of("policy", "check", file);
        assertThat(check.code()).as(check.err()).isZero();
        assertThat(check.out()).contains(example + ".yaml: no mistake; ");
        for (String command : List.of("matrix", "format")) {
            CommandLineRun run = CommandLineRun.of("policy", command, file);
            assertThat(run.code()).as(command + ": " + run.err()).isZero();
            assertThat(run.out()).isNotEmpty();
        }
        assertThat(CommandLineRun.of("policy", "diff", file, file).out()).isEqualTo("no change\n");
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
                .contains("\"leastChange\":{\"text\":\"an entry of the manager that allows =www.casino.example to ks3;")
                .contains("\"entry\":{\"pattern\":\"=www.casino.example\",\"action\":\"allow\",\"role\":\"ks3\"}")
                .contains("\"roles\":[\"ks3\"],\"secondPerson\":true}")
                .contains("\"trace\":[{\"number\":1,\"step\":\"locked\"");
    }

    @Test
    void explanationForPeopleShowsAllSteps() {
        CommandLineRun run = explain("--role", "staff", "--at", "2026-11-24T10:15", "casino.example");
        assertThat(run.out()).startsWith("allow: ");
        assertThat(run.out())
                .endsWith(
                        "to block it: an entry of the manager that blocks =casino.example to staff (reaches staff)\n");
        assertThat(run.out().lines()).hasSize(16).element(1).isEqualTo("time: tuesday, a school day, outside_school");
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
        assertThat(run.out().lines()).contains("warning: " + warning);
        assertThat(check("--json").out()).contains("\"warnings\":[\"", "\"" + warning + "\"");
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

    private CommandLineRun diff(String before, String after, String... more) throws IOException {
        Files.writeString(folder.resolve("before.yaml"), before);
        Files.writeString(folder.resolve("after.yaml"), after);
        List<String> arguments = new ArrayList<>(List.of(
                "policy",
                "diff",
                folder.resolve("before.yaml").toString(),
                folder.resolve("after.yaml").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void differenceIsToldInSentencesWithWhoHasToAgree() throws IOException {
        CommandLineRun run = diff(POLICY, POLICY.replace("[gambling]", "[games]"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "direction | about | needs | change",
                        "loosening | risk category | second person | ks3: gambling block -> allow",
                        "tightening | category rule | ks3: games allow -> block",
                        "a second person has to agree (1 of 2): the safeguarding lead, a deputy, the head or another senior"
                                + " leader, and not the author");
        assertThat(diff(POLICY, POLICY.replace("[gambling]", "[games]"), "--json")
                        .out())
                .startsWith(
                        "{\"secondPerson\":true,\"changes\":[{\"direction\":\"loosening\",\"kind\":\"risk_category\","
                                + "\"secondPerson\":true,\"roles\":[\"ks3\"],\"among\":\"\",\"when\":\"\",\"what\":[\"gambling\"],");
    }

    @Test
    void singleHostThatNoListHasInACategoryOfRiskNeedsNobodyElse() throws IOException {
        String entry = "entries: [{pattern: %s, action: allow}]\n";
        String index = folder.resolve("index").toString();
        assertThat(diff(POLICY, POLICY + entry.formatted("reading.example"), "--index", index)
                        .out())
                .endsWith("the network manager alone may put this in force\n");
        assertThat(diff(POLICY, POLICY + entry.formatted("casino.example"), "--index", index)
                        .out())
                .contains("a second person has to agree");
        assertThat(diff(POLICY, POLICY + entry.formatted("reading.example")).out())
                .contains("a second person has to agree");
    }

    @Test
    void policyThatOnlyReadsOtherwiseHasNoChange() throws IOException {
        assertThat(diff(POLICY, POLICY.replace("audience: ks3, default: allow", "default: allow, audience: ks3"))
                        .out())
                .isEqualTo("no change\n");
    }

    @Test
    void differenceFromAPolicyWithMistakesIsRefused() throws IOException {
        CommandLineRun run = diff(POLICY, POLICY.replace("gambling", "gamblng"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("after.yaml:6:", "did you mean \"gambling\"?");
    }

    @Test
    void oneFileIsComparedWithWhatIsPublishedOnly() {
        String file = folder.resolve("policy.yaml").toString();
        CommandLineRun alone = CommandLineRun.of("policy", "diff", file);
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("1 files (expected: two, or --published)");
        CommandLineRun both = CommandLineRun.of("policy", "diff", "--published", file, file);
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("2 files (expected: one, beside --published)");
    }

    @Test
    void matrixShowsWhatEachRoleGets() throws IOException {
        String file = folder.resolve("policy.yaml").toString();
        Files.writeString(
                folder.resolve("policy.yaml"),
                POLICY + "entries: [{pattern: =a.example, action: allow, roles: [ks3]}]\n");
        CommandLineRun text = CommandLineRun.of("policy", "matrix", file);
        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains("ks3 | staff | of", "block | allow | gambling", "allow | as listed | =a.example");
        assertThat(CommandLineRun.of("policy", "matrix", file, "--format", "csv")
                        .out())
                .startsWith(",ks3,staff\r\n")
                .contains("\r\ngambling,block,allow\r\n", "\r\n'=a.example,allow,as listed\r\n");
        assertThat(CommandLineRun.of("policy", "matrix", file, "--json").out())
                .contains("{\"what\":\"gambling\",\"roles\":{\"ks3\":\"block\",\"staff\":\"allow\"}}");
    }

    @Test
    void schemaIsPrintedAsItShips() throws IOException {
        CommandLineRun run = CommandLineRun.of("policy", "schema");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(Path.of("starter", "policy.schema.json")));
        assertThat(Files.readString(Path.of("starter", "policy.yaml")))
                .startsWith("# yaml-language-server: $schema=policy.schema.json\n");
    }

    private CommandLineRun format(String yaml, String... more) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), yaml);
        List<String> arguments = new ArrayList<>(
                List.of("policy", "format", folder.resolve("policy.yaml").toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void policyIsLaidOutOnStandardOutputOrInItsPlace() throws IOException {
        String before =
                "# Ours.\n\n" + POLICY.replace("name: A School, time_zone: Europe/London", "time_zone: UTC, name: A");
        CommandLineRun printed = format(before);
        assertThat(printed.code()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith("# Ours.\n\nformat: 1\nschool: {name: A, time_zone: UTC}\n");
        assertThat(Files.readString(folder.resolve("policy.yaml"))).isEqualTo(before);

        assertThat(format(before, "--write").out()).isEmpty();
        assertThat(Files.readString(folder.resolve("policy.yaml"))).isEqualTo(printed.out());
        assertThat(format(printed.out()).out()).isEqualTo(printed.out());
    }

    @Test
    void commentWithoutAPlaceIsNotLostUnasked() throws IOException {
        String comment = POLICY + "entries: [ # none yet\n  ]\n";
        CommandLineRun run = format(comment, "--write");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("there is no place for the comment \"# none yet\" in that layout (expected: ");
        assertThat(Files.readString(folder.resolve("policy.yaml"))).isEqualTo(comment);

        assertThat(format(comment, "--write", "--drop-comments").code()).isZero();
        assertThat(Files.readString(folder.resolve("policy.yaml")))
                .contains("entries: []\n")
                .doesNotContain("#");
    }

    @Test
    void policyWithMistakesIsNotLaidOut() throws IOException {
        CommandLineRun run = format(POLICY.replace("gambling", "gamblng"), "--write");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("policy.yaml:6:");
    }
}
