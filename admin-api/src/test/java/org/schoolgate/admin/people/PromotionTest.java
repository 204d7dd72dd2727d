package org.schoolgate.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;

/** By the policy of the tests, which has the roles ks3 and staff, in London. */
final class PromotionTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest(name = "year {0} said on {2}, on {3}: year {4}")
    @CsvSource({
        "7, ks3, 2025-09-10, 2026-08-31, 7, ks3",
        "7, ks3, 2025-09-10, 2026-09-01, 8, ks3",
        "7, ks3, 2025-09-10, 2027-08-31, 8, ks3",
        "7, ks3, 2025-09-10, 2027-09-01, 9, ks3",
        "7, ks3, 2026-07-10, 2026-09-01, 7, ks3",
        "7, ks3, 2026-06-30, 2026-09-01, 8, ks3",
        "7, ks3, 2026-09-01, 2026-09-01, 7, ks3",
        "9, staff, 2025-09-10, 2026-09-01, 10, staff",
        "9, ks3, 2025-09-10, 2026-09-01, 10, ks3",
    })
    void pupilsComeIntoTheNextYearGroupOnceASchoolYear(
            String year, String role, LocalDate said, LocalDate today, String expected, String expectedRole)
            throws Exception {
        PersonRecord person = promoted(year, role, said, today);

        assertThat(person.year()).isEqualTo(expected);
        assertThat(person.role()).isEqualTo(expectedRole);
        assertThat(person.leaver()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"13, 2025-09-10, 2026-09-01", "12, 2024-09-10, 2026-09-01"})
    void whoeverIsBeyondTheLastYearGroupIsALeaver(String year, LocalDate said, LocalDate today) throws Exception {
        assertThat(promoted(year, "ks3", said, today).leaver()).isTrue();
    }

    @Test
    void yearGroupThatIsSaidAgainIsNoChangeAndKeepsThePupilFromBeingPromotedTwice() throws Exception {
        PersonRecord said = pupil("8", "ks3", LocalDate.parse("2025-09-10"));
        RegisterEdit again = new RegisterEdit(Register.of(List.of(said), List.of(), List.of()));

        again.put(pupil("8", "ks3", LocalDate.parse("2026-08-20")));

        assertThat(again.isEmpty()).isTrue();
        assertThat(again.renewed()).hasSize(1);
        Promotion promotion = new Promotion(new SchoolPolicy(policy()));
        Instant due = noon(LocalDate.parse("2026-09-01"));
        assertThat(promotion.edit(again.before(), due).isEmpty()).isFalse();
        assertThat(promotion.edit(again.after(), due).isEmpty()).isTrue();
    }

    private static PersonRecord pupil(String year, String role, LocalDate said) {
        return new PersonRecord("a", "A", null, role, year, noon(said), Set.of("7b"), false, "csv");
    }

    private static PersonRecord promoted(String year, String role, LocalDate said, LocalDate today) throws Exception {
        PersonRecord person = pupil(year, role, said);
        Promotion promotion = new Promotion(new SchoolPolicy(policy()));
        Register register = Register.of(List.of(person), List.of(), List.of());
        Register once = promotion.edit(register, noon(today)).after();
        assertThat(promotion.edit(once, noon(today).plusSeconds(1)).isEmpty())
                .as("the same again changes nothing")
                .isTrue();
        return Objects.requireNonNull(once.people().get("a"));
    }

    private static Instant noon(LocalDate date) {
        return date.atTime(12, 0).atZone(LONDON).toInstant();
    }

    private static Policy policy() throws Exception {
        return Policy.compile(
                PolicyReader.read(text("/org/schoolgate/admin/policy.yaml"), "policy.yaml", Vocabulary.standard()),
                SiteSets.NONE,
                Vocabulary.standard(),
                Set.of());
    }

    private static String text(String resource) throws IOException {
        try (@Nullable InputStream in = PromotionTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
