package org.schoolgate.rules.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A document cannot be used; holds all that is wrong with it, in the order of the file. */
public final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<PolicyError> errors;

    InvalidPolicyException(List<PolicyError> errors) {
        super(errors.stream().map(PolicyError::text).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** At least one. */
    public List<PolicyError> errors() {
        return errors;
    }
}
