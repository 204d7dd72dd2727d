package org.schoolgate.admin.roster;

import java.util.List;

/** Files that are refused whole, for these mistakes. */
public final class InvalidRosterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;
    private final int count;

    InvalidRosterException(List<Mistake> mistakes, int count) {
        super(count
                + (count == 1 ? " mistake: " : " mistakes, the first: ")
                + mistakes.get(0).text());
        this.mistakes = List.copyOf(mistakes);
        this.count = count;
    }

    /** The first thousand of them. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /** How many there are. */
    public int count() {
        return count;
    }
}
