package org.schoolgate.endtoend;

/**
 * What a process takes of its machine while it does nothing.
 *
 * @param live bytes of the heap after a whole collection
 * @param resident bytes of memory, heap and all else
 * @param descriptors files, sockets and whatever else it has open
 */
record Footprint(long live, long resident, long descriptors, long threads) {
    static Footprint of(Jvm process) {
        return new Footprint(process.liveBytes(), process.residentBytes(), process.descriptors(), process.threads());
    }
}
