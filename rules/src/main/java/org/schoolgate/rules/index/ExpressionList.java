package org.schoolgate.rules.index;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The regular expressions of an index: collected while lists are read, as far as there is time for them in each request, and
 * memory. */
final class ExpressionList {
    /** Each is tried on every URL. */
    static final int MAX_WITHOUT_LITERAL = 16;

    static final int MAX_EXPRESSIONS = 4096;

    /** Of all literals together: {@link LiteralScan} takes less than 20 MB for them. */
    static final int MAX_LITERAL_CHARACTERS = 65_536;

    /** Of RE2's programs together: enough for {@link #MAX_EXPRESSIONS} of 64 characters. */
    static final int MAX_INSTRUCTIONS = 262_144;

    private final List<Row> rows = new ArrayList<>();
    private int withoutLiteral;
    private int instructionsWithoutLiteral;
    private int literalCharacters;
    private int instructions;

    private record Row(String pattern, int origin, int line) {}

    /** Takes one; or returns why it is refused. */
    @Nullable
    String add(String pattern, int origin, int line) {
        Collection<String> literals = RequiredLiterals.of(pattern);
        if (literals.isEmpty() && withoutLiteral == MAX_WITHOUT_LITERAL) {
            return "too costly: expression without a literal of " + RequiredLiterals.MIN_LENGTH + " characters, after "
                    + MAX_WITHOUT_LITERAL + " others";
        }
        if (rows.size() == MAX_EXPRESSIONS) {
            return "more than " + MAX_EXPRESSIONS + " expressions";
        }
        int characters = literals.stream().mapToInt(String::length).sum();
        if (literalCharacters + characters > MAX_LITERAL_CHARACTERS) {
            return "expression, after others whose literals have " + MAX_LITERAL_CHARACTERS + " characters together";
        }
        Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        if (compiled.programSize() > TryCost.MAX_INSTRUCTIONS) {
            return "too costly: expression with more than " + TryCost.MAX_INSTRUCTIONS + " instructions";
        }
        int size = literals.isEmpty() ? compiled.programSize() : 0;
        if (instructionsWithoutLiteral + size > TryCost.MAX_WITHOUT_LITERAL) {
            return "too costly: expression without a literal of " + RequiredLiterals.MIN_LENGTH
                    + " characters, after others with " + TryCost.MAX_WITHOUT_LITERAL + " instructions together";
        }
        if (instructions + compiled.programSize() > MAX_INSTRUCTIONS) {
            return "expression, after others that have " + MAX_INSTRUCTIONS + " instructions together";
        }
        withoutLiteral += literals.isEmpty() ? 1 : 0;
        instructionsWithoutLiteral += size;
        literalCharacters += characters;
        instructions += compiled.programSize();
        rows.add(new Row(pattern, origin, line));
        return null;
    }

    /** How many have to be tried on every URL. */
    int withoutLiteral() {
        return withoutLiteral;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Writes them, without what a list says twice. */
    Section write(SectionOutput out, Duplicates duplicates) throws IOException {
        List<Row> different = different(duplicates);
        out.begin();
        for (Row row : different) {
            byte[] pattern = row.pattern().getBytes(StandardCharsets.UTF_8);
            ByteBuffer room = out.room(Varint.MAX_BYTES * 3 + pattern.length);
            Varint.put(room, pattern.length);
            room.put(pattern);
            Varint.put(room, row.origin());
            Varint.put(room, row.line());
        }
        return out.end(SectionType.EXPRESSIONS, different.size());
    }

    private List<Row> different(Duplicates duplicates) {
        List<Row> different = new ArrayList<>();
        for (Row row : rows) {
            if (different.stream().anyMatch(other -> isSame(other, row, duplicates))) {
                duplicates.add(row.origin());
            } else {
                different.add(row);
            }
        }
        return different;
    }

    private static boolean isSame(Row one, Row other, Duplicates lists) {
        return one.pattern().equals(other.pattern()) && lists.areAlike(one.origin(), other.origin());
    }
}
