package org.schoolgate.rules.policy.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Written from product.md: R53 and the rulings D4 and D31. */
final class ApprovalTest {
    /** Persons by what they are: {@code one} may be several things. */
    private static final Map<String, Set<Office>> PERSONS = Map.of(
            "manager", Set.of(Office.NETWORK_MANAGER),
            "lead", Set.of(Office.SAFEGUARDING_LEAD),
            "deputy", Set.of(Office.DEPUTY_SAFEGUARDING_LEAD),
            "head", Set.of(Office.HEAD),
            "senior", Set.of(Office.SENIOR_LEADER),
            "teacher", Set.of(),
            "head-and-lead", Set.of(Office.HEAD, Office.SAFEGUARDING_LEAD),
            "manager-and-deputy", Set.of(Office.NETWORK_MANAGER, Office.DEPUTY_SAFEGUARDING_LEAD));

    private static Signatory person(String name) {
        Set<Office> offices = PERSONS.get(name);
        assertThat(offices).as(name).isNotNull();
        return new Signatory(name, offices);
    }

    private static List<Change> changes(String text) {
        List<Change> changes = new ArrayList<>();
        for (String each : text.split(" ")) {
            Direction direction = switch (each.charAt(0)) {
                case '+' -> Direction.LOOSENING;
                case '-' -> Direction.TIGHTENING;
                default -> Direction.NEUTRAL;
            };
            ChangeKind kind = Arrays.stream(ChangeKind.values())
                    .filter(known -> known.id().equals(each.substring(1)))
                    .findFirst()
                    .orElseThrow();
            changes.add(Change.of(kind, direction, each, "", "", each));
        }
        return changes;
    }

    private static List<Signatory> persons(String names) {
        return names.equals("-")
                ? List.of()
                : Arrays.stream(names.split(" ")).map(ApprovalTest::person).toList();
    }

    /** {@code +} loosens, {@code -} tightens, {@code =} is neutral; the last column is what a second person is missing for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # tightening and neutral changes alone need nobody
            -category                     | manager            | -                  | allowed
            -risk_category                | manager            | -                  | allowed
            -host                         | manager            | -                  | allowed
            -roles -closure               | manager            | -                  | allowed
            -safe_search -inspection      | manager            | -                  | allowed
            =roles                        | manager            | -                  | allowed
            =other                        | manager            | -                  | allowed
            -category                     | lead               | -                  | allowed
            -category                     | senior             | -                  | allowed
            # the network manager alone may unblock a single host outside the risk categories
            +host                         | manager            | -                  | allowed
            +host +host +host             | manager            | -                  | allowed
            +host -category               | manager            | -                  | allowed
            +network                      | manager            | -                  | allowed
            +host                         | manager-and-deputy | -                  | allowed
            # nobody else alone
            +host                         | lead               | -                  | +host
            +host                         | head               | -                  | +host
            +host                         | lead               | head               | allowed
            # a second person for risk categories, category rules, safe search, inspection, roles
            +risk_host                    | manager            | -                  | +risk_host
            +risk_category                | manager            | -                  | +risk_category
            +category                     | manager            | -                  | +category
            +safe_search                  | manager            | -                  | +safe_search
            +inspection                   | manager            | -                  | +inspection
            +roles                        | manager            | -                  | +roles
            # and for what the rulings do not name
            +closure                      | manager            | -                  | +closure
            +monitoring                   | manager            | -                  | +monitoring
            +other                        | manager            | -                  | +other
            # of several changes those that need one are named
            +host +category -roles        | manager            | -                  | +category
            +category +roles =other       | manager            | -                  | +category +roles
            # any of the safeguarding lead, deputy, head or another senior leader
            +category                     | manager            | lead               | allowed
            +category                     | manager            | deputy             | allowed
            +category                     | manager            | head               | allowed
            +category                     | manager            | senior             | allowed
            +risk_category                | manager            | lead               | allowed
            +roles +safe_search           | manager            | head               | allowed
            +inspection                   | manager            | head-and-lead      | allowed
            +category                     | manager            | lead head          | allowed
            # not a teacher, and not the network manager
            +category                     | manager            | teacher            | +category
            +category                     | lead               | manager            | +category
            +category                     | manager            | teacher lead       | allowed
            # never the author, whatever else they are: persons are counted
            +category                     | lead               | lead               | +category
            +category                     | head-and-lead      | head-and-lead      | +category
            +category                     | head               | head               | +category
            +category                     | manager-and-deputy | manager-and-deputy | +category
            +category                     | manager            | manager            | +category
            +category                     | head-and-lead      | deputy             | allowed
            +category                     | head               | lead               | allowed
            +category                     | lead               | manager-and-deputy | allowed
            +category                     | head-and-lead      | head-and-lead lead | allowed
            # who is nothing at the school changes nothing, not even with approval
            +host                         | teacher            | -                  | +host
            -category                     | teacher            | head               | -category
            """)
    void whatLoosensNeedsASecondPerson(String changes, String author, String approvers, String expected) {
        Approval approval = Approval.of(changes(changes), person(author), persons(approvers));
        String got = approval.match(
                allowed -> "allowed",
                missing -> missing.because().stream().map(Change::text).collect(Collectors.joining(" ")));
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void refusalSaysWhoIsMissingAndWhyThoseWhoSignedDoNotCount() {
        Approval approval = Approval.of(changes("+category"), person("lead"), persons("lead manager"));
        assertThat(approval.<String>match(allowed -> "", Approval.Missing::what))
                .isEqualTo(
                        "a second person: the safeguarding lead, a deputy, the head or another senior leader, other than"
                                + " the author (lead is the author, manager may not approve)");
    }

    @Test
    void theSafeguardingLeadIsToldOfSingleHostsThatWereUnblocked() {
        Approval approval = Approval.of(changes("+host +network -host"), person("manager"), List.of());
        assertThat(approval.<List<Change>>match(Approval.Allowed::toTell, missing -> List.of()))
                .extracting(Change::text)
                .containsExactly("+host");
    }

    @Test
    void nothingChangedNeedsNobody() {
        assertThat(Approval.of(List.of(), person("manager"), List.of())).isEqualTo(new Approval.Allowed(List.of()));
    }
}
