package org.schoolgate.rules.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdTest {
    private static final String TYPED = "0123456789ABCDEFGHJKMNPQRSTUVWXYZ-";
    private static final EventId LARGEST = new EventId(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    @Test
    void textIsReadBack() {
        assertThat(new EventId(1, 3, 42).text()).isEqualTo("1-3-42");
        assertThat(EventId.parse("1-3-42")).contains(new EventId(1, 3, 42));
        assertThat(EventId.parse(LARGEST.text())).contains(LARGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1-3", "1-3-42-1", "1-3-", "0-3-42", "01-3-42", "+1-3-42", "1-3-42 ", "a-b-c", "1--3-42"})
    void otherTextsAreNoIds(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @Test
    void idsStandInTheOrderInWhichTheGatewayCounted() {
        assertThat(Stream.of(new EventId(1, 2, 1), new EventId(1, 1, 300), new EventId(1, 1, 7))
                        .sorted())
                .containsExactly(new EventId(1, 1, 7), new EventId(1, 1, 300), new EventId(1, 2, 1));
    }

    @Test
    void numbersBelowOneAreACallersMistake() {
        assertThatThrownBy(() -> new EventId(1, 0, 1)).hasMessage("epoch: 0 (expected: 1 or more)");
    }

    @Test
    void referenceIsShortAndReadBack() {
        assertThat(new EventId(1, 3, 42).reference()).isEqualTo("1-3-1A-F");
        for (EventId id : someIds()) {
            assertThat(EventId.parseReference(id.reference())).contains(id);
        }
    }

    @Test
    void referenceIsReadAsPeopleTypeIt() {
        EventId id = new EventId(1, 1, 32);
        String reference = id.reference();
        assertThat(reference).startsWith("1-1-10-");
        String typed = "l-I-1o-" + Character.toLowerCase(reference.charAt(reference.length() - 1));
        assertThat(EventId.parseReference(typed)).contains(id);
    }

    @Test
    void everyWrongCharacterIsCaught() {
        for (EventId id : someIds()) {
            String reference = id.reference();
            for (int i = 0; i < reference.length(); i++) {
                for (char wrong : TYPED.toCharArray()) {
                    if (wrong != reference.charAt(i)) {
                        String typed = reference.substring(0, i) + wrong + reference.substring(i + 1);
                        assertThat(EventId.parseReference(typed))
                                .as("%s typed as %s", reference, typed)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void everySwapOfNeighboursIsCaught() {
        for (EventId id : someIds()) {
            String reference = id.reference();
            for (int i = 1; i < reference.length(); i++) {
                char left = reference.charAt(i - 1);
                char right = reference.charAt(i);
                if (left != right) {
                    String typed = reference.substring(0, i - 1) + right + left + reference.substring(i + 1);
                    assertThat(EventId.parseReference(typed))
                            .as("%s typed as %s", reference, typed)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "---", "1-3-1A", "1-3-1A-F-G", "1-3-ZZZZZZZZZZZZZZ-0", "ZZZZZZZ-1-1-0", "1-3-1Ä-F"})
    void otherTextsAreNoReferences(String text) {
        assertThat(EventId.parseReference(text)).isEmpty();
    }

    private static List<EventId> someIds() {
        SplittableRandom random = new SplittableRandom(3);
        Stream<EventId> small = Stream.generate(
                () -> new EventId(1 + random.nextInt(4), 1 + random.nextInt(100), 1 + random.nextInt(100_000)));
        return Stream.concat(Stream.of(LARGEST, new EventId(1, 1, 1)), small.limit(60))
                .toList();
    }
}
