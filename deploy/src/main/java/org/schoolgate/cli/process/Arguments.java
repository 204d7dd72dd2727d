package org.schoolgate.cli.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options for a process of its own. */
final class Arguments {
    private final List<String> all = new ArrayList<>();

    /** @param value null for one that is not given */
    Arguments add(String option, @Nullable Object value) {
        if (value != null) {
            all.add(option + "=" + value);
        }
        return this;
    }

    /** @param values null for one that is not given */
    Arguments addEach(String option, @Nullable List<String> values) {
        if (values != null) {
            values.forEach(value -> add(option, value));
        }
        return this;
    }

    List<String> list() {
        return List.copyOf(all);
    }
}
