package org.schoolgate.rules.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.ZoneSection;

/** Reads the zones of a policy, a list. One network stands in one zone; a network inside another's is the finer place. */
final class ZonesReader {
    private final Findings findings;
    private final Terms terms;
    private final WhenReader times;
    private final Map<String, RoleSection> roles;
    private final Set<String> ids = new HashSet<>(Set.of(Zone.UNKNOWN));
    private final Map<Network, YamlNode> networks = new HashMap<>();

    ZonesReader(Findings findings, Terms terms, WhenReader times, Map<String, RoleSection> roles) {
        this.findings = findings;
        this.terms = terms;
        this.times = times;
        this.roles = roles;
    }

    List<ZoneSection> zones(Fields policy) {
        return policy.list("zones", this::zone);
    }

    private @Nullable ZoneSection zone(YamlNode node) {
        Fields fields = new Fields(
                findings,
                node,
                "zone",
                "id",
                "name",
                "networks",
                "roles",
                "unidentified",
                "shared_address",
                "sign_in",
                "closed");
        String id = fields.required("id", this::id);
        String name = fields.required("name", terms::text);
        fields.required("networks", value -> value);
        List<Network> zoneNetworks = fields.list("networks", this::network);
        Set<String> zoneRoles = zoneRoles(fields);
        String unidentified = fields.optional("unidentified", item -> unidentified(item, zoneRoles));
        Boolean shared = fields.optional("shared_address", terms::flag);
        SignIn signIn = fields.optional("sign_in", terms::signIn);
        When closed = fields.optional("closed", times::anyOf);
        if (id == null || name == null) {
            return null;
        }
        return new ZoneSection(
                id,
                name,
                zoneNetworks,
                zoneRoles,
                unidentified,
                Boolean.TRUE.equals(shared),
                signIn == null ? SignIn.OFF : signIn,
                closed);
    }

    private @Nullable String id(YamlNode node) {
        String id = terms.id(node);
        if (id != null && !ids.add(id)) {
            findings.add(node, "id of a zone", "one that no other zone has, nor the built-in \"unknown\"");
        }
        return id;
    }

    private @Nullable Network network(YamlNode node) {
        Network network = terms.network(node);
        YamlNode before = network == null ? null : networks.putIfAbsent(network, node);
        if (before != null) {
            findings.add(node, "network twice", "in one zone; it is also in line " + before.line());
        }
        return network;
    }

    private Set<String> zoneRoles(Fields fields) {
        YamlNode node = fields.required("roles", value -> value);
        Set<String> zoneRoles = fields.set("roles", this::role);
        if (node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(node, "roles of a zone", "at least one role");
        }
        return zoneRoles;
    }

    private @Nullable String role(YamlNode node) {
        String id = terms.role(node, roles.keySet());
        if (id != null && Lineage.of(id, roles).first(RoleSection::audience) == null) {
            findings.add(node, "role without an audience, which nobody can hold", "a role that has an audience");
        }
        return id;
    }

    private @Nullable String unidentified(YamlNode node, Set<String> zoneRoles) {
        String role = terms.role(node, roles.keySet());
        if (role != null && !zoneRoles.contains(role)) {
            findings.unknown(node, "unidentified", zoneRoles, "one of the zone's roles");
        }
        return role;
    }
}
