package org.schoolgate.admin.people;

import java.text.Normalizer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Printable;
import org.schoolgate.rules.policy.NearestName;

/** What bodies about people have in common. */
final class Fields {
    private static final int QUOTED_CHARS = 60;
    private static final int FEW = 30;

    private Fields() {}

    /** A text in one line, composed (NFC). */
    static String text(String field, @Nullable String text, int maxChars) {
        String composed = text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (composed.isEmpty()
                || composed.length() > maxChars
                || composed.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalidField(field, "expected are 1 to " + maxChars + " characters in one line");
        }
        return composed;
    }

    static ProblemException unknown(String field, String found, Collection<String> known) {
        String nearest = NearestName.of(found, known);
        return ProblemException.invalidField(
                field,
                "\"%s\" (expected: %s%s)"
                        .formatted(
                                Printable.of(found, QUOTED_CHARS),
                                known.size() > FEW ? "one that there is" : "one of " + String.join(", ", known),
                                nearest == null ? "" : "; nearest: " + nearest));
    }
}
