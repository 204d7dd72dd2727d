package org.schoolgate.admin.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means. */
final class Failures {
    /** SQLSTATE: first of a connection that cannot be made or broke. */
    private static final String CONNECTION = "08";

    /** SQLSTATE of PostgreSQL: the server shuts down, has crashed, is starting; a lock was waited for too long. */
    private static final Set<String> OUTAGES = Set.of("57P01", "57P02", "57P03", "55P03");

    /** {@code SQLITE_BUSY}, the same of SQLite, whose driver gives no SQLSTATE. */
    private static final int BUSY = 5;

    private Failures() {}

    static boolean isOutage(Throwable failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof ConnectionException
                        || cause instanceof SQLException statement && isOutage(statement));
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? failure.getErrorCode() == BUSY : state.startsWith(CONNECTION) || OUTAGES.contains(state);
    }

    static String explain(RuntimeException failure) {
        if (isOutage(failure)) {
            return "the database does not answer in time";
        }
        return failure instanceof TakenException taken ? String.valueOf(taken.getMessage()) : "is the disk full?";
    }

    /** What the driver says at the bottom of it, in one line. */
    static String reason(RuntimeException failure) {
        Throwable bottom = failure;
        for (Throwable cause : causes(failure)) {
            bottom = cause instanceof SQLException ? cause : bottom;
        }
        return String.valueOf(bottom.getMessage()).lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
