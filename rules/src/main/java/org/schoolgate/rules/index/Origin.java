package org.schoolgate.rules.index;

import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/**
 * Where an entry comes from, what it does and how far it reaches, in an int: the ordinals of its file in LISTS, of its effect
 * and of its scope.
 */
final class Origin {
    private static final Effect[] EFFECTS = Effect.values();
    private static final Scope[] SCOPES = Scope.values();
    private static final int BITS = 2;
    private static final int MASK = (1 << BITS) - 1;

    /** How many different ones there are of a file. */
    static final int KINDS = EFFECTS.length * SCOPES.length;

    private Origin() {}

    static int of(int file, Effect effect, Scope scope) {
        return file << 2 * BITS | effect.ordinal() << BITS | scope.ordinal();
    }

    static int file(int origin) {
        return origin >>> 2 * BITS;
    }

    static Effect effect(int origin) {
        return EFFECTS[origin >>> BITS & MASK];
    }

    static Scope scope(int origin) {
        return SCOPES[origin & MASK];
    }

    /** The same of another file. */
    static int ofFile(int file, int origin) {
        return of(file, effect(origin), scope(origin));
    }

    /** Whether its ordinals are those of one of so many files, of an effect and of a scope. */
    static boolean isValid(int origin, int files) {
        return file(origin) < files && (origin >>> BITS & MASK) < EFFECTS.length && (origin & MASK) < SCOPES.length;
    }

    /** Whether it applies to what is below the name, or else to the name itself. */
    static boolean speaksOf(int origin, boolean below) {
        return scope(origin) != (below ? Scope.EXACT : Scope.BELOW_ONLY);
    }
}
