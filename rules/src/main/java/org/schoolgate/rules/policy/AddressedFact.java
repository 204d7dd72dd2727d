package org.schoolgate.rules.policy;

/** A live fact that is not about everyone. */
public sealed interface AddressedFact extends LiveFact permits Restriction, Grant, SupervisedSession, DutyException {
    Whom whom();
}
