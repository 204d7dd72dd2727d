package org.schoolgate.rules.policy;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads for whom something is said: keys of the rule or the entry, see {@link Who}. */
final class WhoReader {
    private final Findings findings;
    private final Terms terms;
    private final Defined defined;

    /**
     * Names that a policy defines.
     *
     * @param sites those that ship with the product too
     */
    record Defined(Set<String> roles, Set<String> zones, Set<String> deviceGroups, Set<String> sites) {}

    WhoReader(Findings findings, Terms terms, Defined defined) {
        this.findings = findings;
        this.terms = terms;
        this.defined = defined;
    }

    Who who(Fields fields) {
        return new Who(
                ids(fields, "roles", "role", item -> terms.role(item, defined.roles())),
                ids(fields, "classes", "class", terms::outsideId),
                ids(fields, "people", "person", terms::outsideId),
                ids(fields, "zones", "zone", item -> terms.defined(item, "zone", defined.zones())),
                ids(
                        fields,
                        "device_groups",
                        "device group",
                        item -> terms.defined(item, "device group", defined.deviceGroups())));
    }

    private Set<String> ids(Fields fields, String key, String one, Function<YamlNode, @Nullable String> reader) {
        if (fields.at(key) instanceof YamlNode.Sequence sequence
                && sequence.items().isEmpty()) {
            findings.add(sequence, key, "at least one " + one + ", or no \"" + key + "\" for everyone");
        }
        return fields.set(key, reader);
    }
}
