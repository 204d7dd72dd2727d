package org.schoolgate.rules.index;

/** The sections of an index file that this version knows. All of them must be there, once. */
enum SectionType {
    /** {@code count} keys (u64) in ascending signed order, then as many positions (u32) of their names in HOST_COLD. */
    HOST_HOT(1),
    /**
     * {@code count} names: u8 length, characters, varint number of entries, then for each entry varint {@code file << 2 |
     * scope} (the ordinals of the file in LISTS and of the scope) and varint line.
     */
    HOST_COLD(2),
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
