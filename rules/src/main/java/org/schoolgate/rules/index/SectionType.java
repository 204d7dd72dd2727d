package org.schoolgate.rules.index;

/** The sections of an index file that this version knows. All of them must be there, once. */
enum SectionType {
    /** The lines of the {@link LineTable}, 8 slots (u64) each; {@code count} of them are the home of keys. */
    HOST_HOT(1),
    /**
     * {@code count} names in the order of their slots: u8 length, characters, and for each origin of the slot's set the
     * varint number of the line; behind them all, for each line of HOST_HOT, the position (u32) of its first name.
     */
    HOST_COLD(2),
    /** {@code count} sets: varint number of members, then each as a varint, an {@link Origin}. */
    SETS(5),
    /** {@code count} keys (u64) of listed names that have but one label, in ascending signed order. */
    TOP_LEVEL(16),
    /** {@code count} lists with their files; see {@link ListTable}. */
    LISTS(6);

    private final int code;

    SectionType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
