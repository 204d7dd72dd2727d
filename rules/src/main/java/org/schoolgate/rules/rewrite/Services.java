package org.schoolgate.rules.rewrite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.HostTable;
import org.schoolgate.rules.policy.ServiceMode;
import org.schoolgate.rules.policy.ServiceModes;
import org.schoolgate.rules.url.MatchKey;

/** The services that can be asked for less, by host. Immutable. */
public final class Services {
    private static final Services STANDARD = new Services(ServicesFile.standard());

    private final List<Service> services;
    private final HostTable<Listed> byHost;

    private record Listed(HostPattern pattern, Service service) {}

    Services(List<Service> services) {
        this.services = List.copyOf(services);
        List<Listed> listed = new ArrayList<>();
        services.forEach(service -> service.hosts().forEach(host -> listed.add(new Listed(host, service))));
        this.byHost =
                new HostTable<>(listed, Listed::pattern, Comparator.comparing((Listed each) -> each.service.mode()));
    }

    /** Those that ship with the product. */
    public static Services standard() {
        return STANDARD;
    }

    /**
     * What becomes of a request in these modes. Where the host is no service, one look-up that allocates nothing.
     *
     * @param target path and query as sent; what is no path is never touched
     * @return null when it stays as it is
     */
    public @Nullable Rewriting rewriting(Host host, String target, ServiceModes modes) {
        if (modes.isNone() || byHost.nearest(host) == null || !target.startsWith("/")) {
            return null;
        }
        List<MatchKey> keys = MatchKey.ofTarget(target);
        Asking asking = new Asking(modes);
        for (Listed listed : byHost.all(host)) {
            if (modes.has(listed.service.mode()) && listed.service.isAskedOn(keys)) {
                asking.add(listed.service);
            }
        }
        return asking.of(target);
    }

    /** The hosts that a name server may answer with, so that services are used in these modes. */
    public List<SafeHost> safeHosts(Set<ServiceMode> modes) {
        List<SafeHost> safeHosts = new ArrayList<>();
        for (Service service : services) {
            SafeHost safeHost = service.safeHost();
            if (safeHost != null && modes.contains(service.mode())) {
                safeHosts.add(safeHost);
            }
        }
        return safeHosts;
    }

    /** Gathers what the services of one host are asked for; the nearer host stands before the wider one. */
    private static final class Asking {
        private final ServiceModes wanted;
        private final Set<ServiceMode> modes = EnumSet.noneOf(ServiceMode.class);
        private final Map<String, String> query = new HashMap<>();
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, String> cookies = new HashMap<>();

        Asking(ServiceModes wanted) {
            this.wanted = wanted;
        }

        void add(Service service) {
            modes.add(service.mode());
            service.query().forEach(query::putIfAbsent);
            service.cookies().forEach(cookies::putIfAbsent);
            List<String> tenants = wanted.tenants(service.mode());
            service.headers().forEach((name, value) -> headers.putIfAbsent(name, filled(value, tenants)));
        }

        private static String filled(String value, List<String> tenants) {
            return tenants.isEmpty()
                    ? value
                    : value.replace("{all}", String.join(",", tenants)).replace("{first}", tenants.get(0));
        }

        @Nullable
        Rewriting of(String target) {
            if (modes.isEmpty()) {
                return null;
            }
            String asked = query.isEmpty() ? target : QueryText.with(target, query);
            return new Rewriting(modes, asked, headers, cookies, !query.isEmpty());
        }
    }
}
