package org.schoolgate.rules;

/** Which entries of a list its own exceptions ({@link Effect#EXCEPTED}) hold against. */
public enum ExceptionReach {
    /** All of them, however much nearer they are: adblock lists, where {@code @@} beats every block that is not important. */
    EVERY_ENTRY,
    /** Those for the same name and for its parents; a nearer name decides for itself: zones of a name server. */
    UP_FROM_ITS_NAME
}
