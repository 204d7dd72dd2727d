package org.schoolgate.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RefusalTest {
    @Test
    void eachErrorHasItsPlaceAndTheNearestName() {
        String body = """
                {"title": "The policy has mistakes", "status": 422, "detail": "2 mistakes; the policy in force stays",
                 "errors": [{"file": "policy.yaml", "line": 3, "column": 5, "message": "unknown key", "nearest": "zones"},
                            {"message": "no roles", "nearest": null}]}
                """;
        assertThat(Refusal.text(422, body).lines())
                .containsExactly(
                        "The policy has mistakes: 2 mistakes; the policy in force stays",
                        "policy.yaml:3:5: unknown key; did you mean \"zones\"?",
                        "no roles");
    }

    @Test
    void theErrorThatTheDetailRepeatsIsSaidOnce() {
        String body = """
                {"title": "A field is not acceptable", "status": 422, "detail": "category: \\"gmaes\\" (nearest: games)",
                 "errors": [{"field": "category", "message": "\\"gmaes\\" (nearest: games)"}]}
                """;
        assertThat(Refusal.text(422, body))
                .isEqualTo("A field is not acceptable: category: \"gmaes\" (nearest: games)");
    }

    @Test
    void whatIsNoProblemAnswerIsReportedByItsStatus() {
        assertThat(Refusal.text(502, "<html>")).isEqualTo("the admin process answered with status 502");
        assertThat(Refusal.text(500, "{}")).isEqualTo("the admin process answered with status 500");
    }
}
