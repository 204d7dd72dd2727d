package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one document while it is read. */
final class Findings {
    private final String file;
    private final List<PolicyError> errors = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** The value found here is not what is expected. */
    void add(YamlNode node, String what, String expected) {
        add(node.line(), node.column(), what + ": " + node.describe() + " (expected: " + expected + ")", null);
    }

    /** The name found here is none of those known. */
    void unknown(YamlNode node, String what, Collection<String> known, String expected) {
        String name = node.describe();
        String nearest = node instanceof YamlNode.Scalar scalar ? NearestName.of(scalar.text(), known) : null;
        add(node.line(), node.column(), what + ": " + name + " (expected: " + expected + ")", nearest);
    }

    void add(int line, int column, String message, @Nullable String nearest) {
        errors.add(new PolicyError(file, line, column, message, nearest));
    }

    void throwIfAny() throws InvalidPolicyException {
        if (!errors.isEmpty()) {
            errors.sort(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column));
            throw new InvalidPolicyException(errors);
        }
    }
}
