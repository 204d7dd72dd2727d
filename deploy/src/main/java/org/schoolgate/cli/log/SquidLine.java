package org.schoolgate.cli.log;

import static org.schoolgate.rules.access.AccessRecord.Timing.NONE;

import java.util.Locale;
import java.util.Set;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;

/**
 * The native format of Squid's {@code access.log}: {@code %ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un %Sh/%<a %mt}. Instead
 * of the origin's address it has the host, as Squid's has without one; the type of the content is not known.
 */
final class SquidLine {
    private static final String INVALID = "error:invalid-request";

    /** Notes of answers that did not reach their end, and that is not the origin's doing. */
    private static final Set<String> CUT_OFF = Set.of("client_closed", "stopped");

    private SquidLine() {}

    static String of(AccessRecord record) {
        AccessRecord.Asked asked = record.asked();
        String person = record.who().principal();
        return String.format(
                Locale.ROOT,
                "%d.%03d %6d %s %s/%03d %d %s %s %s %s -",
                record.time().getEpochSecond(),
                record.time().getNano() / 1_000_000,
                record.timing().durationMs(),
                Escaped.word(record.who().client()),
                result(record),
                record.sent().status(),
                record.sent().bytesOut(),
                asked.method().isEmpty() ? "NONE" : Escaped.word(asked.method()),
                asked.method().isEmpty() ? INVALID : Escaped.word(LoggedUrl.of(asked)),
                Escaped.word(person == null ? "" : person),
                hierarchy(record));
    }

    private static String result(AccessRecord record) {
        return switch (record.ruling().decision()) {
            case BLOCK -> "TCP_DENIED";
            case REFUSE -> record.asked().method().isEmpty() ? "NONE" : "TCP_DENIED";
            case ALLOW, ERROR -> passed(record);
        };
    }

    private static String passed(AccessRecord record) {
        String result = record.asked().scheme().equals("connect") ? "TCP_TUNNEL" : "TCP_MISS";
        return CUT_OFF.contains(String.valueOf(record.note())) ? result + "_ABORTED" : result;
    }

    private static String hierarchy(AccessRecord record) {
        AccessRecord.Timing timing = record.timing();
        boolean wentOut = record.ruling().decision() == Outcome.ALLOW
                || timing.connectMs() != NONE
                || timing.firstByteMs() != NONE;
        return wentOut ? "HIER_DIRECT/" + Escaped.word(record.asked().host()) : "HIER_NONE/-";
    }
}
