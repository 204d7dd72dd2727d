package org.schoolgate.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Judge;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Organisation;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.Zone;

/** What ships under {@code deploy/examples} is free of mistakes, and decides as the two schools expect. */
final class ExampleSchoolsTest {
    private static final Map<ExampleSchool, Policy> POLICIES = new EnumMap<>(ExampleSchool.class);

    private static Index lists;

    @BeforeAll
    static void readAll(@TempDir Path folder) throws IOException, InvalidPolicyException {
        lists = ExampleSchool.lists(folder);
        for (ExampleSchool school : ExampleSchool.values()) {
            POLICIES.put(school, school.policy(lists));
        }
    }

    private static Policy policy(ExampleSchool school) {
        return Objects.requireNonNull(POLICIES.get(school), school.name());
    }

    static Stream<ExpectedDecision> decisions() {
        return ExampleSchool.table("schools/decisions.tsv").stream().map(ExpectedDecision::of);
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void isDecidedAsTheSchoolExpects(ExpectedDecision expected) {
        Policy policy = policy(expected.exampleSchool());
        Request request = expected.request(policy);
        LiveFacts live = WrittenFacts.read(expected.live(), policy, expected.date());
        Judge judge = ExampleSchool.judge(policy, lists, live);

        Decision decision = judge.judge(request, expected.at(policy)).decision();

        String rule = expected.rule().equals("-") ? "-" : decision.reason().rule();
        assertThat(List.of(decision.action().id(), decision.reason().step().id(), rule))
                .containsExactly(expected.action(), expected.step(), expected.rule());
    }

    @Test
    void tableIsLargeAndSpeaksOfEachRoleZoneAndRule() {
        List<ExpectedDecision> decisions = decisions().toList();
        assertThat(decisions).hasSizeGreaterThan(300).doesNotHaveDuplicates();
        for (ExampleSchool school : ExampleSchool.values()) {
            List<ExpectedDecision> its = decisions.stream()
                    .filter(expected -> expected.exampleSchool() == school)
                    .toList();
            assertThat(its.stream().map(ExpectedDecision::place))
                    .as("zones of " + school)
                    .containsAll(policy(school).zones().stream().map(Zone::id).toList());
            assertThat(its.stream().map(expected -> expected.who().split(" ", 2)[0]))
                    .as("roles of " + school)
                    .containsAll(policy(school).roles().stream().map(Role::id).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ruleOfAnExampleIsTheReasonOfADecisionInTheTable(ExampleSchool school) throws Exception {
        Set<String> reasons = decisions()
                .filter(expected -> expected.exampleSchool() == school)
                .map(ExpectedDecision::rule)
                .collect(Collectors.toSet());
        assertThat(school.document().rules().stream().map(PolicyDocument.RuleSection::id))
                .allMatch(reasons::contains);
    }

    @ParameterizedTest
    @EnumSource
    void exampleIsFreeOfWarnings(ExampleSchool school) {
        assertThat(policy(school).lints(Bundles.AT)).isEmpty();
        assertThat(policy(school).missing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleCitesAClauseAndEachClauseHasWhatEnforcesIt(ExampleSchool school) throws Exception {
        PolicyDocument document = school.document();
        Set<String> cited = new HashSet<>();
        document.rules().forEach(rule -> cited.add(Objects.requireNonNull(rule.clause(), rule.id())));
        document.roles().values().stream()
                .map(PolicyDocument.RoleSection::clause)
                .filter(Objects::nonNull)
                .forEach(cited::add);
        assertThat(document.organisation().clauses().stream().map(Organisation.Clause::id))
                .containsExactlyInAnyOrderElementsOf(cited);
    }
}
