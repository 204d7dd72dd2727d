package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;

/** Counts what becomes of one list, whose lines may stand in several files. */
final class ListTally {
    private static final int FIRST_REJECTED = 100;

    private final String name;
    private final ListFormat format;
    private final Category category;
    private final List<String> aliases = new ArrayList<>();
    private long read;
    private long kept;
    private long rejected;
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private final List<RejectedLine> firstRejected = new ArrayList<>();
    private final SortedMap<String, Long> seen = new TreeMap<>();

    ListTally(String name, ListFormat format, Category category) {
        this.name = name;
        this.format = format;
        this.category = category;
    }

    ListFile file(String path) {
        return new ListFile(name, format, category, path);
    }

    void addAlias(String alias) {
        aliases.add(alias);
    }

    void readAll(Lines lines, ListReader reader, String path, EntrySink sink) throws IOException {
        Outcome outcome = new Outcome(path, sink);
        while (lines.next()) {
            String line = lines.text();
            outcome.number = lines.number();
            if (lines.isTooLong()) {
                read++;
                outcome.reject(line, "line longer than 4096 bytes");
            } else if (!line.isEmpty()) {
                reader.read(line, outcome);
            }
        }
    }

    void reject(RejectedLine line) {
        rejected++;
        reasons.merge(line.reason(), 1L, Long::sum);
        if (firstRejected.size() < FIRST_REJECTED) {
            firstRejected.add(line);
        }
    }

    ListSummary summary() {
        return new ListSummary(name, format, category, aliases, read, kept, 0, rejected, reasons, firstRejected, seen);
    }

    /** Of one file; moved from line to line. */
    private final class Outcome implements LineOutcome {
        private final String path;
        private final EntrySink sink;
        private int number;

        Outcome(String path, EntrySink sink) {
            this.path = path;
            this.sink = sink;
        }

        @Override
        public void count() {
            read++;
        }

        @Override
        public void entry(String text, Scope scope) throws IOException {
            Host host;
            try {
                host = listable(text);
            } catch (HostSyntaxException e) {
                reject(text, String.valueOf(e.getMessage()));
                return;
            }
            if (!host.isAddress() && host.text().indexOf('.') < 0) {
                reject(text, "top-level domain or single label");
                return;
            }
            sink.accept(new ListEntry.Name(host, host.isAddress() ? Scope.EXACT : scope), Effect.LISTED, number);
            kept++;
        }

        @Override
        public void reject(String text, String reason) {
            ListTally.this.reject(new RejectedLine(path, number, text, reason));
        }

        @Override
        public void seen(String what) {
            seen.merge(what, 1L, Long::sum);
        }

        /** What browsers would look for and DNS can hold; the second parse is there to name the reason. */
        private static Host listable(String text) throws HostSyntaxException {
            Host host = Host.parseLenient(text);
            return host.fitsDns() ? host : Host.parse(host.text());
        }
    }
}
