package org.schoolgate.rules.list;

import java.io.IOException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;

/** One file on its way into one list. */
final class FileReading implements LineOutcome {
    private final ListTally tally;
    private final Guard guard;
    private final String path;
    private final ListReader reader;
    private final EntrySink sink;
    private int number;

    /** What {@link ListGuards} say, for a source that is read so. */
    record Guard(ListGuards guards, ReadingOptions options) {}

    FileReading(ListTally tally, Guard guard, String path, ListReader reader, EntrySink sink) {
        this.tally = tally;
        this.guard = guard;
        this.path = path;
        this.reader = reader;
        this.sink = sink;
    }

    /** Reads the line at which {@code lines} stands. */
    void read(Lines lines, String line) throws IOException {
        number = lines.number();
        if (number <= LicenceLine.LAST_LINE) {
            tally.licence(LicenceLine.of(line));
        }
        if (lines.isTooLong()) {
            tally.addRead();
            reject(line, "line longer than " + Lines.MAX_LINE + " bytes");
        } else if (!line.isEmpty()) {
            reader.read(line, this);
        }
    }

    /** All lines are read. */
    void end() {
        reader.end(this);
    }

    @Override
    public Category category() {
        return tally.category();
    }

    @Override
    public boolean isOfGoodSites() {
        return guard.guards.isOfGoodSites(tally.category());
    }

    @Override
    public int line() {
        return number;
    }

    @Override
    public void at(int line) {
        number = line;
    }

    @Override
    public void count() {
        tally.addRead();
    }

    @Override
    public void name(String text, Scope scope, Effect effect) throws IOException {
        try {
            Host host = listable(text);
            entry(
                    text,
                    new ListEntry.Name(host, host.isAddress() || guard.options.namesAlone() ? Scope.EXACT : scope),
                    effect);
        } catch (HostSyntaxException e) {
            reject(text, String.valueOf(e.getMessage()));
        }
    }

    /** What browsers would look for and DNS can hold; the second parse is there to name the reason. */
    private static Host listable(String text) throws HostSyntaxException {
        Host host = Host.parseLenient(text);
        return host.fitsDns() ? host : Host.parse(host.text());
    }

    @Override
    public void entry(String text, ListEntry entry, Effect effect) throws IOException {
        if (entry instanceof ListEntry.Pages pages && !pages.host().fitsDns()) {
            reject(text, "no host that a resolver knows");
            return;
        }
        if (entry instanceof ListEntry.Pages pages && pages.key().text().equals("/")) {
            reject(text, "path of which nothing is left");
            return;
        }
        ListGuards.Objection objection = effect == Effect.EXCEPTED
                ? ListGuards.Objection.NONE
                : guard.guards.judge(entry, tally.category(), guard.options.takesSuffixes());
        if (!objection.refusal().isEmpty()) {
            reject(text, objection.refusal());
            return;
        }
        if (!objection.warning().isEmpty()) {
            tally.warn(new ReportedLine(path, number, text, objection.warning()));
        }
        sink.accept(entry, effect, number);
        tally.addKept(effect);
    }

    @Override
    public void reject(String text, String reason) {
        tally.reject(new ReportedLine(path, number, text, reason));
    }

    @Override
    public void seen(String what) {
        tally.addSeen(what);
    }
}
