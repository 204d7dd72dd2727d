package org.schoolgate.proxy.outbox;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which file of the spool: {@code incidents-<epoch>-<number>.jsonl}. Ordered as they were written. */
record SpoolName(long epoch, long number) implements Comparable<SpoolName> {
    private static final Pattern FILE_NAME = Pattern.compile("incidents-([1-9][0-9]{0,17})-([1-9][0-9]{0,17})\\.jsonl");
    private static final Comparator<SpoolName> ORDER =
            Comparator.comparingLong(SpoolName::epoch).thenComparingLong(SpoolName::number);

    static Optional<SpoolName> of(Path file) {
        return parse(file.getFileName().toString());
    }

    static Optional<SpoolName> parse(String name) {
        Matcher matcher = FILE_NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new SpoolName(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    SpoolName next() {
        return new SpoolName(epoch, number + 1);
    }

    String text() {
        return "incidents-" + epoch + "-" + number + ".jsonl";
    }

    @Override
    public int compareTo(SpoolName other) {
        return ORDER.compare(this, other);
    }
}
