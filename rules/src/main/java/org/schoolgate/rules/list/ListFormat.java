package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.schoolgate.rules.ExceptionReach;

/** How the lines of a source are to be read. */
public enum ListFormat {
    /** Told from the content, file by file. */
    AUTO("auto", AutoLayout::of),
    /** UT1 and squidGuard: a folder a category, in it {@code domains}, {@code urls} and {@code expressions}. */
    UT1("ut1", source -> new Ut1Layout("")),
    /** A name a line, which means everything below it too. */
    DOMAINS("domains", DomainsReader::new),
    /** {@code *.name} means the name and everything below it, {@code name} itself only. */
    WILDCARD("wildcard", () -> new MarkedNamesReader("*.")),
    /** A sink address and the names to be sent there, as in {@code /etc/hosts}. */
    HOSTS("hosts", HostsReader::new),
    /** Options of dnsmasq. */
    DNSMASQ("dnsmasq", DnsmasqReader::new),
    /** Zones of Unbound. */
    UNBOUND("unbound", UnboundLayout::of),
    /** Zones in BIND's configuration. */
    BIND("bind", BindReader::new),
    /** A response policy zone. */
    RPZ("rpz", RpzReader::new),
    /** Squid's {@code dstdomain}: {@code .name} means the name and everything below it, {@code name} itself only. */
    SQUID("squid", () -> new MarkedNamesReader(".")),
    /** Site, URL and regular expression lists of DansGuardian and e2guardian, with what they include. */
    E2GUARDIAN("e2guardian", E2guardianLayout::of),
    /** Network rules of Adblock Plus, uBlock Origin and AdGuard. */
    ADBLOCK("adblock", AdblockLayout::of),
    /** Hosts, addresses and URLs, mixed. */
    URLS("urls", UrlsReader::new),
    /** URLhaus in comma-separated values. */
    URLHAUS("urlhaus", UrlhausReader::new),
    /** Addresses, prefixes and ranges. */
    CIDR("cidr", CidrReader::new),
    /** Our own, for export and exchange. */
    JSONL("jsonl", JsonLinesReader::new);

    private final String id;
    private final Layout.Maker layout;

    ListFormat(String id, Layout.Maker layout) {
        this.id = id;
        this.layout = layout;
    }

    /** Every file is a list of its own. */
    ListFormat(String id, Supplier<ListReader> reader) {
        this.id = id;
        this.layout = source -> new FlatLayout(this, reader);
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
        return switch (this) {
            case DNSMASQ, UNBOUND, RPZ -> ExceptionReach.UP_FROM_ITS_NAME;
            default -> ExceptionReach.EVERY_ENTRY;
        };
    }

    /** Whether its makers lower-case what they publish, so that the case of letters in a URL means nothing. */
    public boolean isLowerCase() {
        return this == UT1 || this == E2GUARDIAN;
    }

    /** All of them, in a sentence. */
    public static String ids() {
        return Arrays.stream(values()).map(ListFormat::id).collect(Collectors.joining(", "));
    }

    /** @throws IOException when the source has to be read for it, and cannot be */
    Layout layout(Path source) throws IOException {
        return layout.of(source);
    }
}
