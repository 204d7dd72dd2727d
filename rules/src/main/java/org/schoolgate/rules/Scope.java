package org.schoolgate.rules;

/** Which hosts a listed name speaks of. */
public enum Scope {
    /** The name itself only. */
    EXACT,
    /** The name, and everything below it. */
    NAME_AND_BELOW,
    /** Everything below the name, but not the name. */
    BELOW_ONLY;

    /** Whether an entry for {@code listed} of this scope applies to {@code asked}. */
    public boolean covers(Host listed, Host asked) {
        if (asked.equals(listed)) {
            return this != BELOW_ONLY;
        }
        return this != EXACT && asked.isSameOrBelow(listed);
    }
}
