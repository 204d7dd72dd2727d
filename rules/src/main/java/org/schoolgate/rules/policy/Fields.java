package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/**
 * One mapping, read by the keys it may have; all other keys are findings. A reader of values returns null for what it
 * has reported itself.
 */
final class Fields {
    private final Findings findings;
    private final YamlNode node;
    private final String what;
    private final Map<String, YamlNode> values = new LinkedHashMap<>();

    /** @param what the mapping is, for messages */
    Fields(Findings findings, YamlNode node, String what, String... keys) {
        this.findings = findings;
        this.node = node;
        this.what = what;
        List<String> known = List.of(keys);
        entries(findings, node, what).forEach((key, value) -> {
            if (known.contains(key.text())) {
                values.put(key.text(), value);
            } else {
                findings.unknown(key, "unknown key of " + what, known, "one of " + String.join(", ", known));
            }
        });
    }

    /** The entries of a mapping whose keys are names; what is not a mapping is a finding and has none. */
    static Map<Scalar, YamlNode> entries(Findings findings, YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.values();
        }
        findings.add(node, what, "a mapping");
        return Map.of();
    }

    @Nullable
    YamlNode at(String key) {
        return values.get(key);
    }

    /** Null when the key is absent, which is a finding. */
    <T> @Nullable T required(String key, Function<YamlNode, @Nullable T> reader) {
        YamlNode value = values.get(key);
        if (value == null && node instanceof YamlNode.Mapping) {
            findings.add(node.line(), node.column(), what + ": no \"" + key + "\" (expected: one)", null);
        }
        return value == null ? null : reader.apply(value);
    }

    /** Null when the key is absent. */
    <T> @Nullable T optional(String key, Function<YamlNode, @Nullable T> reader) {
        YamlNode value = values.get(key);
        return value == null ? null : reader.apply(value);
    }

    /** The items of a list, without those that were reported; empty when the key is absent. */
    <T> List<T> list(String key, Function<YamlNode, @Nullable T> reader) {
        YamlNode value = values.get(key);
        List<T> items = new ArrayList<>();
        if (value instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                T read = reader.apply(item);
                if (read != null) {
                    items.add(read);
                }
            }
        } else if (value != null) {
            findings.add(value, key, "a list");
        }
        return items;
    }

    /** As {@link #list}, in order; an item that comes twice is a finding. */
    <T> Set<T> set(String key, Function<YamlNode, @Nullable T> reader) {
        Set<T> items = new LinkedHashSet<>();
        list(key, item -> {
            T read = reader.apply(item);
            if (read != null && !items.add(read)) {
                findings.add(item, key + ": twice in the list", "once");
            }
            return read;
        });
        return items;
    }
}
