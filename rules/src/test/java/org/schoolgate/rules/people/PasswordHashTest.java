package org.schoolgate.rules.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordHashTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Of the reference implementation's own tests: "password" with the salt "somesalt". */
    private static final String OF_REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void hashOfTheReferenceImplementationIsMatched() {
        PasswordHash hash = PasswordHash.parse(OF_REFERENCE);
        assertThat(hash.matches("password")).isTrue();
        assertThat(hash.matches("Password")).isFalse();
        assertThat(hash.text()).isEqualTo(OF_REFERENCE);
    }

    @Test
    void passwordMatchesItsHashAndNoOtherDoes() {
        PasswordHash hash = PasswordHash.of("sieben Ähren", RANDOM);
        assertThat(hash.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        PasswordHash read = PasswordHash.parse(hash.text());
        assertThat(read.matches("sieben Ähren")).isTrue();
        assertThat(read.matches("sieben A\u0308hren"))
                .as("decomposed, as some keyboards send it")
                .isTrue();
        assertThat(read.matches("sieben ähren")).isFalse();
        assertThat(read.matches("")).isFalse();
    }

    @Test
    void samePasswordHashesDifferentlyEachTime() {
        assertThat(PasswordHash.of("secret", RANDOM).text())
                .isNotEqualTo(PasswordHash.of("secret", RANDOM).text());
    }

    @Test
    void emptyAndEndlessPasswordsAreRefused() {
        assertThatThrownBy(() -> PasswordHash.of("", RANDOM)).hasMessage("password: 0 characters (expected: 1 to 256)");
        assertThatThrownBy(() -> PasswordHash.of("x".repeat(257), RANDOM))
                .hasMessage("password: 257 characters (expected: 1 to 256)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "argon2id | argon2i | not as expected",
                "v=19 | v=16 | not as expected",
                "m=65536 | m=65537 | m 65537 (expected: 1024 to 65536)",
                "m=65536 | m=1023 | m 1023 (expected: 1024 to 65536)",
                "m=65536 | m=065536 | a number or Base64 that can be written otherwise",
                "t=2 | t=0 | t 0 (expected: 1 to 10)",
                "t=2 | t=11 | t 11 (expected: 1 to 10)",
                "p=1 | p=5 | p 5 (expected: 1 to 4)",
                "c29tZXNhbHQ | c29t | bytes of the salt 3 (expected: 8 to 64)",
                "c29tZXNhbHQ | c29tZXNhbHR | a number or Base64 that can be written otherwise",
                "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | CTFhFdXP | bytes of the hash 6 (expected: 16 to 64)",
                "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc | CTFhF | Base64 of 5 digits",
                "$CTF | $=CTF | not as expected",
            })
    void whatIsBeyondBoundsIsRefusedWithoutTellingTheHash(String part, String instead, String message) {
        String text = OF_REFERENCE.replace(part, instead);
        assertThat(text).isNotEqualTo(OF_REFERENCE);
        assertThatThrownBy(() -> PasswordHash.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("password hash: " + message)
                .hasMessageNotContaining("CTFhF")
                .hasMessageNotContaining("c29t");
    }

    @Test
    void hashIsNotInWhatIsPrinted() {
        assertThat(PasswordHash.parse(OF_REFERENCE).toString()).isEqualTo("PasswordHash[m=65536,t=2,p=1]");
    }
}
