package org.schoolgate.rules.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the ports that a policy opens to tunnels: a list of numbers, and of mappings where there is more to say. */
final class ConnectPortsReader {
    private static final String KEY = "connect_ports";

    private final Findings findings;
    private final Terms terms;
    /** Where each port, at a host or (null) at all, was opened first. */
    private final Map<Place, YamlNode> opened = new HashMap<>();

    private record Place(int port, @Nullable HostPattern host) {}

    ConnectPortsReader(Findings findings, Terms terms) {
        this.findings = findings;
        this.terms = terms;
    }

    List<ConnectPort> ports(Fields policy) {
        return policy.at(KEY) == null ? List.of(ConnectPort.HTTPS) : policy.list(KEY, this::port);
    }

    private @Nullable ConnectPort port(YamlNode node) {
        return node instanceof YamlNode.Mapping ? described(node) : number(node);
    }

    private @Nullable ConnectPort number(YamlNode node) {
        Integer port = terms.port(node);
        return port == null ? null : opened(node, new ConnectPort(port, TunnelProtocol.TLS, List.of()));
    }

    private @Nullable ConnectPort described(YamlNode node) {
        Fields fields = new Fields(findings, node, "connect port", "port", "protocol", "hosts", "yes_i_mean");
        Integer port = fields.required("port", terms::port);
        TunnelProtocol protocol = fields.required("protocol", terms::tunnelProtocol);
        List<HostPattern> hosts = fields.list("hosts", terms::host);
        Boolean isMeant = fields.optional("yes_i_mean", terms::flag);
        if (port == null || protocol == null) {
            return null;
        }
        if (protocol == TunnelProtocol.RAW) {
            checkRaw(node, fields, Boolean.TRUE.equals(isMeant));
        } else if (fields.at("yes_i_mean") != null) {
            findings.add(node, "tls port with yes_i_mean", "yes_i_mean only beside protocol: raw");
        }
        return opened(node, new ConnectPort(port, protocol, hosts));
    }

    /** Through a raw port anything goes out unseen, so it is opened to named hosts, and not by accident. */
    private void checkRaw(YamlNode node, Fields fields, boolean isMeant) {
        YamlNode hosts = fields.at("hosts");
        if (hosts == null
                || hosts instanceof YamlNode.Sequence sequence
                        && sequence.items().isEmpty()) {
            findings.add(node, "raw port without hosts", "the hosts that it is for");
        }
        if (!isMeant) {
            findings.add(
                    node,
                    "raw port without yes_i_mean",
                    "yes_i_mean: true, for nothing that goes through is looked at");
        }
    }

    private ConnectPort opened(YamlNode node, ConnectPort port) {
        if (port.hosts().isEmpty()) {
            checkFirst(node, new Place(port.port(), null));
        }
        port.hosts().forEach(host -> checkFirst(node, new Place(port.port(), host)));
        return port;
    }

    private void checkFirst(YamlNode node, Place place) {
        YamlNode before = opened.putIfAbsent(place, node);
        if (before != null) {
            String where = place.host() == null ? "" : " for " + place.host();
            findings.add(node, "connect port twice", "once" + where + "; it is also in line " + before.line());
        }
    }
}
