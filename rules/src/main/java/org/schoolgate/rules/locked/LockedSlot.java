package org.schoolgate.rules.locked;

import java.util.function.Function;
import java.util.function.Supplier;

/** The place of a locked list among the rules. Armed once, it stays so: then the list is there, or all is closed. */
public sealed interface LockedSlot {
    /** There never was a locked list. */
    LockedSlot UNARMED = new Unarmed();

    /** Takes the branch that applies. */
    <R> R match(Supplier<R> unarmed, Function<LockedList, R> armed, Function<String, R> closed);

    /** See {@link #UNARMED}. */
    record Unarmed() implements LockedSlot {
        @Override
        public <R> R match(Supplier<R> unarmed, Function<LockedList, R> armed, Function<String, R> closed) {
            return unarmed.get();
        }
    }

    /** What the list has is blocked for everyone. */
    record Armed(LockedList list) implements LockedSlot {
        @Override
        public <R> R match(Supplier<R> unarmed, Function<LockedList, R> armed, Function<String, R> closed) {
            return armed.apply(list);
        }
    }

    /**
     * Armed, and the list is not there: all but the help set is blocked for everyone.
     *
     * @param why it is not there, for a network manager
     */
    record Closed(String why) implements LockedSlot {
        @Override
        public <R> R match(Supplier<R> unarmed, Function<LockedList, R> armed, Function<String, R> closed) {
            return closed.apply(why);
        }
    }
}
