package org.schoolgate.rules.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices by a number of 128 bits that each has for itself. Immutable; a look-up is a binary search, and allocates nothing. */
final class DeviceTable {
    /** @param text of the number, for messages */
    record Entry(long high, long low, String text, Device device) {
        private boolean isOfSameNumber(Entry other) {
            return high == other.high && low == other.low;
        }
    }

    private final long[] high;
    private final long[] low;
    private final Device[] devices;

    /** @throws IllegalArgumentException when two have the same number */
    DeviceTable(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::high).thenComparingLong(Entry::low));
        checkUnique(sorted);
        high = sorted.stream().mapToLong(Entry::high).toArray();
        low = sorted.stream().mapToLong(Entry::low).toArray();
        devices = sorted.stream().map(Entry::device).toArray(Device[]::new);
    }

    private static void checkUnique(List<Entry> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            Entry entry = sorted.get(i);
            if (entry.isOfSameNumber(sorted.get(i - 1))) {
                throw new IllegalArgumentException("device " + entry.device().id() + ": " + entry.text()
                        + " is also of " + sorted.get(i - 1).device().id() + " (expected: of one device, once)");
            }
        }
    }

    @Nullable
    Device find(long wantedHigh, long wantedLow) {
        int from = 0;
        int to = devices.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = high[middle] == wantedHigh
                    ? Long.compare(low[middle], wantedLow)
                    : Long.compare(high[middle], wantedHigh);
            if (order == 0) {
                return devices[middle];
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return null;
    }
}
