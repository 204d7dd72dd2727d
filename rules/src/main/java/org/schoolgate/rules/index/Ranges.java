package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;

/** What lists say of addresses by the range that they are in. Names are nowhere looked up for it. */
final class Ranges {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int TEREDO_CLIENT_AT = 12;
    private static final int SIX_TO_FOUR_AT = 2;

    private final ListTable lists;
    private final RangeTree ipv4;
    private final RangeTree ipv6;

    private Ranges(ListTable lists, RangeTree ipv4, RangeTree ipv6) {
        this.lists = lists;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    static Ranges load(IndexFile file, ListTable lists) throws IOException {
        return new Ranges(lists, RangeTree.load(file, SectionType.IP4), RangeTree.load(file, SectionType.IP6));
    }

    /** The narrowest range first; none for a name. For an IPv6 address that carries an IPv4 address, those of both. */
    List<Match> find(Host host) {
        if (!host.isAddress()) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>();
        byte[] address = host.addressBytes();
        add(address, matches);
        byte[] carried = carried(address);
        if (carried != null) {
            add(carried, matches);
        }
        return matches;
    }

    private void add(byte[] address, List<Match> matches) {
        RangeTree tree = address.length == IPV4_BYTES ? ipv4 : ipv6;
        for (AddressRange range : tree.find(address)) {
            String text = range.text();
            matches.add(lists.match(Kind.RANGE, text, Host.ofAddress(address).text(), range.origin(), range.line()));
        }
    }

    /**
     * The IPv4 address of a 6to4 address (RFC 3056), or of the client of a Teredo address (RFC 4380), where all bits are
     * turned. {@link Host} has seen to mapped and NAT64 addresses.
     */
    private static byte @Nullable [] carried(byte[] address) {
        if (address.length != IPV6_BYTES) {
            return null;
        }
        if (address[0] == 0x20 && address[1] == 0x02) {
            return Arrays.copyOfRange(address, SIX_TO_FOUR_AT, SIX_TO_FOUR_AT + IPV4_BYTES);
        }
        if (address[0] == 0x20 && address[1] == 0x01 && address[2] == 0 && address[3] == 0) {
            byte[] client = Arrays.copyOfRange(address, TEREDO_CLIENT_AT, IPV6_BYTES);
            for (int i = 0; i < IPV4_BYTES; i++) {
                client[i] = (byte) ~client[i];
            }
            return client;
        }
        return null;
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
