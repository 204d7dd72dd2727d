package org.schoolgate.cli.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.access.AccessRecord;

/**
 * The format of DansGuardian's and e2guardian's {@code access.log} (formats 1 and 4, which differ in what is between the
 * fields). The filter group is the role; what a gateway does not know is {@code -}.
 *
 * <pre>{@code
 * time user address url what method size weight category group status type host group-name agent params id1 id2 post
 * }</pre>
 */
final class E2guardianLine {
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu.M.d H:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final String separator;

    E2guardianLine(ZoneId zone, String separator) {
        this.zone = zone;
        this.separator = separator;
    }

    String of(AccessRecord record) {
        AccessRecord.Asked asked = record.asked();
        return String.join(
                separator,
                TIME.format(record.time().atZone(zone)),
                word(record.who().principal()),
                word(record.who().client()),
                word(LoggedUrl.of(asked)),
                what(record),
                word(asked.method()),
                Long.toString(record.sent().bytesOut()),
                "0",
                word(record.ruling().category()),
                "0",
                Integer.toString(record.sent().status()),
                UNKNOWN,
                UNKNOWN,
                word(record.who().role()),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN);
    }

    /** Named exceptions are marked as such, as its lists of exceptions are. */
    private static String what(AccessRecord record) {
        AccessRecord.Ruling ruling = record.ruling();
        return switch (ruling.decision()) {
            case BLOCK -> "*DENIED* " + word(ruling.rule());
            case REFUSE -> "*DENIED* " + word(record.note());
            case ERROR -> "*NETERROR* " + word(record.note());
            case ALLOW -> ruling.step().equals("named") ? "*EXCEPTION* " + word(ruling.rule()) : UNKNOWN;
        };
    }

    private static String word(@Nullable String text) {
        return Escaped.word(text == null ? "" : text);
    }
}
