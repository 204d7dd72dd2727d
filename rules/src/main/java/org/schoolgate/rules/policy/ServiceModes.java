package org.schoolgate.rules.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * In which modes services are used by whoever holds a role.
 *
 * @param names of the tenants that are allowed, in order; none where the mode has no tenants
 */
public record ServiceModes(Map<ServiceMode, List<String>> names) {
    /** Services are used as they are. */
    public static final ServiceModes NONE = new ServiceModes(Map.of());

    public ServiceModes {
        names = Map.copyOf(names);
    }

    /** Each key by itself is what the nearest role says that speaks of it. */
    static ServiceModes of(Lineage lineage) {
        Map<ServiceMode, List<String>> names = new EnumMap<>(ServiceMode.class);
        Boolean safeSearch = lineage.first(role -> role.services().safeSearch());
        if (Boolean.TRUE.equals(safeSearch)) {
            names.put(ServiceMode.SAFE_SEARCH, List.of());
        }
        YoutubeLevel youtube = lineage.first(role -> role.services().youtube());
        ServiceMode level = youtube == null ? null : youtube.mode();
        if (level != null) {
            names.put(level, List.of());
        }
        Map<ServiceMode, List<String>> tenants =
                lineage.first(role -> role.services().tenants());
        if (tenants != null) {
            names.putAll(tenants);
        }
        return names.isEmpty() ? NONE : new ServiceModes(names);
    }

    /** Whether anything is asked of any service. */
    public boolean isNone() {
        return names.isEmpty();
    }

    public boolean has(ServiceMode mode) {
        return names.containsKey(mode);
    }

    /** Empty where the mode has no tenants, or is not asked for. */
    public List<String> tenants(ServiceMode mode) {
        return names.getOrDefault(mode, List.of());
    }
}
