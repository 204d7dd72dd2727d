package org.schoolgate.rules.policy;

import java.util.EnumSet;
import java.util.Set;

/** A teacher is with a class, or in a room: what is closed at this time is open to it, and filtered as ever. */
public record SupervisedSession(Given given, Whom whom) implements AddressedFact {
    private static final Set<Whom.Kind> KINDS = EnumSet.of(Whom.Kind.CLASS, Whom.Kind.ROOM);

    /** @throws IllegalArgumentException when it is for neither a class nor a room */
    public SupervisedSession {
        whom.require(KINDS);
    }

    @Override
    public Kind kind() {
        return Kind.SUPERVISED_SESSION;
    }
}
