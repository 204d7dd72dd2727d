package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;

/** What lists say of addresses by the range that they are in. Names are nowhere looked up for it. */
final class Ranges {
    private static final int IPV4_BYTES = 4;

    private final ListTable lists;
    private final RangeTree ipv4;
    private final RangeTree ipv6;

    private Ranges(ListTable lists, RangeTree ipv4, RangeTree ipv6) {
        this.lists = lists;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    static Ranges load(IndexFile file, ListTable lists) throws IOException {
        return new Ranges(
                lists, RangeTree.load(file, SectionType.IP4, lists), RangeTree.load(file, SectionType.IP6, lists));
    }

    /** The narrowest range first; none for a name. */
    List<Match> find(Host host) {
        if (!host.isAddress()) {
            return List.of();
        }
        byte[] address = host.addressBytes();
        RangeTree tree = address.length == IPV4_BYTES ? ipv4 : ipv6;
        List<Match> matches = new ArrayList<>();
        for (AddressRange range : tree.find(address)) {
            matches.add(lists.match(Kind.RANGE, range.text(), host.text(), range.origin(), range.line()));
        }
        return matches;
    }

    void forEach(EntryVisitor visitor) throws IOException {
        EntryGroups groups = new EntryGroups();
        for (RangeTree tree : List.of(ipv4, ipv6)) {
            for (AddressRange range : tree.ranges()) {
                groups.add(lists.entry(Kind.RANGE, range.text(), range.origin(), range.line()));
            }
        }
        groups.forEach(visitor);
    }

    /** @throws IndexFormatException unless each is found by both its ends */
    void check() throws IndexFormatException {
        ipv4.check();
        ipv6.check();
    }
}
