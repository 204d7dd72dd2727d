package org.schoolgate.rules.policy.review;

/**
 * What is decided otherwise of one thing.
 *
 * @param what a category, a host, a zone; empty where the aspect says it all
 */
record Difference(Aspect aspect, ChangeKind kind, String what, String before, String after) {
    static final String ALLOW = "allow";
    static final String BLOCK = "block";
    /** Of a host: nothing is said of it by name. */
    static final String AS_LISTED = "as listed";

    static final String OPEN = "open";
    static final String CLOSED = "closed";
    static final String RAISED = "raised";
    static final String NOT_RAISED = "not raised";

    Difference of(ChangeKind other) {
        return new Difference(aspect, other, what, before, after);
    }

    /** By what is reached after it, and what is seen. */
    Direction direction() {
        return switch (after) {
            case ALLOW, OPEN, NOT_RAISED -> Direction.LOOSENING;
            case BLOCK, CLOSED, RAISED -> Direction.TIGHTENING;
            default -> Direction.looseningIf(!before.equals(ALLOW));
        };
    }
}
