package org.schoolgate.rules.list;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.schoolgate.rules.ExceptionReach;

/** How the lines of a source are to be read. */
public enum ListFormat {
    /** UT1 and squidGuard: a folder a category, in it {@code domains}, {@code urls} and {@code expressions}. */
    UT1("ut1", Ut1Layout::new),
    /** A name a line. */
    DOMAINS("domains", () -> new FlatLayout(DomainsReader::new)),
    /** A sink address and the names to be sent there, as in {@code /etc/hosts}. */
    HOSTS("hosts", () -> new FlatLayout(HostsReader::new));

    private final String id;
    private final Supplier<Layout> layout;

    ListFormat(String id, Supplier<Layout> layout) {
        this.id = id;
        this.layout = layout;
    }

    /** @throws IllegalArgumentException when no format has that id, naming those there are */
    public static ListFormat of(String id) {
        return Arrays.stream(values())
                .filter(format -> format.id.equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("list format: \"" + id + "\" (expected: " + ids() + ")"));
    }

    /** As written on the command line. */
    public String id() {
        return id;
    }

    /** What an exception in a list of this format holds against. */
    public ExceptionReach exceptions() {
        return ExceptionReach.EVERY_ENTRY;
    }

    Layout layout() {
        return layout.get();
    }

    private static String ids() {
        return Arrays.stream(values()).map(ListFormat::id).collect(Collectors.joining(", "));
    }
}
