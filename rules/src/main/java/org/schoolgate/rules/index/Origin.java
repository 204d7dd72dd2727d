package org.schoolgate.rules.index;

import org.schoolgate.rules.Scope;

/** Where an entry comes from and how far it reaches, in an int: the ordinals of its file in LISTS and of its scope. */
final class Origin {
    private static final Scope[] SCOPES = Scope.values();
    private static final int SCOPE_BITS = 2;
    private static final int SCOPE_MASK = (1 << SCOPE_BITS) - 1;

    private Origin() {}

    static int of(int file, Scope scope) {
        return file << SCOPE_BITS | scope.ordinal();
    }

    static int file(int origin) {
        return origin >>> SCOPE_BITS;
    }

    static Scope scope(int origin) {
        return SCOPES[origin & SCOPE_MASK];
    }

    /** Whether it applies to what is below the name, or else to the name itself. */
    static boolean speaksOf(int origin, boolean below) {
        return scope(origin) != (below ? Scope.EXACT : Scope.BELOW_ONLY);
    }
}
