package org.schoolgate.rules.policy.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.policy.Role;

final class PolicyMatrixTest {
    private static final PolicyMatrix MATRIX = PolicyMatrix.of(
            PolicyDiffTest.document(PolicyDiffTest.POLICY
                    .replace("audience: ks3}", "audience: ks3, closed: [night]}")
                    .replace(
                            "entries:\n",
                            "entries:\n  - {pattern: =only.example, action: block, roles: [ks4], when: [exam]}\n")),
            Instant.parse("2026-09-01T12:00:00Z"));
    private static final Map<String, List<String>> CELLS =
            MATRIX.rows().stream().collect(Collectors.toMap(row -> row.what().get(0), PolicyMatrix.Row::cells));

    @Test
    void rolesThatCanBeHeldAreTheColumns() {
        assertThat(MATRIX.roles()).extracting(Role::id).containsExactly("ks1", "ks3", "ks4", "staff");
    }

    @Test
    void cellsSayWhatIsDecidedAndWhen() {
        assertThat(CELLS.get("games")).containsExactly("block", "block", "block; allow in breaks", "allow");
        assertThat(CELLS.get("shopping")).containsExactly("block", "allow", "allow", "allow; block in teaching hours");
        assertThat(CELLS.get("adult")).containsOnly("block");
        assertThat(CELLS.get("(all other categories)")).containsExactly("block", "allow", "allow", "allow");
        assertThat(CELLS.get("(sites that no list knows)")).containsExactly("block", "allow", "allow", "allow");
    }

    @Test
    void hostsThatAreNamedHaveRows() {
        assertThat(CELLS.get("reading.example")).containsExactly("allow", "as listed", "as listed", "as listed");
        assertThat(CELLS.get("=only.example"))
                .containsExactly("as listed", "as listed", "as listed; block in exams", "as listed");
    }

    @Test
    void closuresHaveRowsAndAreLeftOutOfTheOthers() {
        assertThat(CELLS.get("(wherever it is)")).containsExactly("open", "open; closed in \"night\"", "open", "open");
        assertThat(CELLS.get("(Own devices)"))
                .containsExactly("", "open; closed in lessons", "open; closed in lessons", "");
    }

    @Test
    void whatIsAlikeIsOneRow() {
        PolicyMatrix grouped = MATRIX.grouped();
        assertThat(grouped.rows()).extracting(PolicyMatrix.Row::cells).doesNotHaveDuplicates();
        assertThat(grouped.rows().stream().flatMap(row -> row.what().stream()))
                .containsExactlyInAnyOrderElementsOf(CELLS.keySet());
        assertThat(grouped.rows())
                .anySatisfy(row -> assertThat(row.what()).contains("adult", "malware", "phishing", "extremism"));
    }
}
