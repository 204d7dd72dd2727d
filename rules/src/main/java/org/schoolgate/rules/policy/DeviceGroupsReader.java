package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.PolicyDocument.DeviceGroup;

/** Reads the groups of devices of a policy, a list. */
final class DeviceGroupsReader {
    private final Findings findings;
    private final Terms terms;
    private final Set<String> ids = new HashSet<>();

    DeviceGroupsReader(Findings findings, Terms terms) {
        this.findings = findings;
        this.terms = terms;
    }

    List<DeviceGroup> groups(Fields policy) {
        return policy.list("device_groups", this::group);
    }

    private @Nullable DeviceGroup group(YamlNode node) {
        Fields fields = new Fields(findings, node, "device group", "id", "name");
        String id = fields.required("id", this::id);
        String name = fields.required("name", terms::text);
        return id == null || name == null ? null : new DeviceGroup(id, name);
    }

    private @Nullable String id(YamlNode node) {
        String id = terms.id(node);
        if (id != null && !ids.add(id)) {
            findings.add(node, "id of a device group", "one that no other device group has");
        }
        return id;
    }
}
