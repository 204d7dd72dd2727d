package org.schoolgate.cli.selftest;

import java.util.List;

/** Whether a process started from here may open as many files and sockets as the connections that are wanted need. */
final class DescriptorsCheck implements Check {
    private static final String CHECK = "descriptors";

    private final long limit;
    private final long needed;

    DescriptorsCheck(long limit, long needed) {
        this.limit = limit;
        this.needed = needed;
    }

    @Override
    public List<Finding> look() {
        String found = limit + " files and sockets may be open in a process that is started from here";
        return List.of(
                limit >= needed
                        ? Finding.ok(CHECK, found)
                        : Finding.warning(
                                CHECK,
                                found,
                                needed + " for max_connections",
                                "Set LimitNOFILE in the unit, which counts for the gateway"));
    }
}
