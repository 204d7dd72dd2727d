package org.schoolgate.rules.index;

/**
 * How far {@link NameHash} has come in a name. Plain fields, to be used again and again: a look-up allocates nothing, not
 * even before it is compiled.
 */
final class NameWalk {
    byte[] name = {};
    /** Where the whole name begins. */
    int from;
    /** Where the last label taken begins. */
    int start;
    /** The key of what begins there. */
    long key;
}
