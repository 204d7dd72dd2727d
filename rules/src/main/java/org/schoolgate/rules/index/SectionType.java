package org.schoolgate.rules.index;

/** The sections of an index file that this version knows. */
enum SectionType {
    /** The lines of the {@link LineTable}, 8 slots (u64) each; {@code count} of them are the home of keys. */
    HOST_HOT(1, true),
    /**
     * {@code count} names in the order of their slots: varint length, characters, and for each origin of the slot's set the
     * varint number of the line; behind them all, for each line of HOST_HOT, the position (u32) of its first name.
     */
    HOST_COLD(2, true),
    /** As HOST_HOT, for pages and what leads to them; see {@link PageTable}. */
    PAGE_HOT(3, false),
    /** As HOST_COLD, for pages: host and path. */
    PAGE_COLD(4, false),
    /** {@code count} ranges of IPv4 addresses; see {@link AddressRange}. */
    IP4(10, false),
    /** As IP4, of IPv6 addresses. */
    IP6(11, false),
    /** {@code count} regular expressions: varint length, UTF-8, varint {@link Origin}, varint line. */
    EXPRESSIONS(9, false),
    /** {@code count} sets: varint number of members, then each as a varint, an {@link Origin}. */
    SETS(5, true),
    /** {@code count} keys (u64) of listed names that have but one label, in ascending signed order. */
    TOP_LEVEL(16, true),
    /** {@code count} lists with their files; see {@link ListTable}. */
    LISTS(6, true);

    private final int code;
    private final boolean required;

    SectionType(int code, boolean required) {
        this.code = code;
        this.required = required;
    }

    int code() {
        return code;
    }

    /** Whether every index has it, even if of nothing. The others are left out then. */
    boolean isRequired() {
        return required;
    }
}
