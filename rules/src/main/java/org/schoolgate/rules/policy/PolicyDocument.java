package org.schoolgate.rules.policy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.file.FileGroup;

/**
 * A policy as the school wrote it, free of mistakes: names resolve, nothing contradicts itself. {@link Policy#compile}
 * makes it decide.
 *
 * @param file it was read from, for messages
 * @param version the first 12 hex digits of the SHA-256 of {@code text}; equal texts have equal versions
 * @param text the YAML exactly as written
 * @param calendar of the school
 * @param times that have a name, by it
 * @param roles by id, in the order of the document
 * @param requiredCategories that must be in the loaded lists before pupils get unlisted sites
 * @param riskFloor categories blocked for every role; malware, phishing and extremism always among them
 * @param sites by id, those that rules may name: those that ship with the product, with the policy's own laid over them
 * @param connectPorts to which tunnels may go
 * @param detection when what a client does becomes a suspected incident
 * @param observe null where what is blocked is blocked
 * @param privateCategories of whose sites the access log keeps the host alone
 * @param grantable what teachers may open for a lesson
 */
public record PolicyDocument(
        String file,
        String version,
        String text,
        School school,
        Calendar calendar,
        Map<String, When> times,
        List<ZoneSection> zones,
        Map<String, RoleSection> roles,
        Set<Category> requiredCategories,
        Set<Category> riskFloor,
        List<DeviceGroup> deviceGroups,
        Map<String, NamedSite> sites,
        List<EntrySection> entries,
        List<RuleSection> rules,
        List<AlertSection> alerting,
        List<Redirect> redirects,
        List<InsideTarget> inside,
        List<ConnectPort> connectPorts,
        Detection detection,
        @Nullable ObserveSection observe,
        Set<Category> privateCategories,
        Grantable grantable,
        Organisation organisation) {
    public PolicyDocument {
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
        zones = List.copyOf(zones);
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        requiredCategories = Set.copyOf(requiredCategories);
        riskFloor = Set.copyOf(riskFloor);
        deviceGroups = List.copyOf(deviceGroups);
        sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
        entries = List.copyOf(entries);
        rules = List.copyOf(rules);
        alerting = List.copyOf(alerting);
        redirects = List.copyOf(redirects);
        inside = List.copyOf(inside);
        connectPorts = List.copyOf(connectPorts);
        privateCategories = Set.copyOf(privateCategories);
    }

    /**
     * Days on which what rules block goes through, see {@link Observation}.
     *
     * @param until the last one
     * @param roles for whom; empty for everyone
     */
    public record ObserveSection(LocalDate from, LocalDate until, Set<String> roles, String approvedBy) {
        public ObserveSection {
            roles = Set.copyOf(roles);
        }
    }

    /** The role and all that it extends: whoever holds it counts as each of them. */
    public Set<String> lineage(String role) {
        return Lineage.of(role, roles).ids();
    }

    /** All hosts that are named, themselves or by sites. */
    public List<HostPattern> hosts(What what) {
        List<HostPattern> hosts = new ArrayList<>(what.hosts());
        for (String id : what.sites()) {
            NamedSite site = sites.get(id);
            if (site == null) {
                throw new IllegalStateException("a site that nothing defines: " + id);
            }
            site.all().forEach(hosts::add);
        }
        return hosts;
    }

    /** @param languages pages are shown in, the preferred one first */
    public record School(String name, ZoneId timeZone, List<Locale> languages) {
        public School {
            languages = List.copyOf(languages);
        }
    }

    /**
     * @param unidentified null for the strictest of {@code roles}
     * @param signIn whether people here sign in
     * @param closed when nobody gets anything here; null for never
     */
    public record ZoneSection(
            String id,
            String name,
            List<Network> networks,
            Set<String> roles,
            @Nullable String unidentified,
            boolean sharedAddress,
            SignIn signIn,
            @Nullable When closed) {
        public ZoneSection {
            networks = List.copyOf(networks);
            roles = Set.copyOf(roles);
        }
    }

    /**
     * A role; what it does not say, the role it extends says. A role without an audience, its own or inherited, is a
     * template: rules may name it, but nobody holds it.
     *
     * @param unlisted null here and in all it extends: as {@code defaultAction}
     * @param defaultAction null here and in all it extends: block
     * @param closed when whoever holds it gets nothing; null here and in all it extends: never
     * @param services what is asked of search engines and the like in its name
     * @param downloads null here and in all it extends: everything
     * @param uploads likewise
     */
    public record RoleSection(
            String id,
            @Nullable String title,
            @Nullable String extended,
            @Nullable Audience audience,
            @Nullable Action defaultAction,
            @Nullable Action unlisted,
            Set<Category> blockedCategories,
            Set<Category> allowedCategories,
            @Nullable When closed,
            ServiceSection services,
            @Nullable DownloadSection downloads,
            @Nullable UploadSection uploads,
            @Nullable String clause) {
        public RoleSection {
            blockedCategories = Set.copyOf(blockedCategories);
            allowedCategories = Set.copyOf(allowedCategories);
        }
    }

    /** @param maxBytes {@link Long#MAX_VALUE} for any length */
    public record DownloadSection(Set<FileGroup> blocked, long maxBytes) {
        public DownloadSection {
            blocked = Set.copyOf(blocked);
        }
    }

    /**
     * @param blockedCategories to whose sites nothing is sent
     * @param maxBytes {@link Long#MAX_VALUE} for any length
     */
    public record UploadSection(Set<Category> blockedCategories, long maxBytes) {
        public UploadSection {
            blockedCategories = Set.copyOf(blockedCategories);
        }
    }

    /**
     * What is asked of services; each null here and in all that the role extends: nothing.
     *
     * @param tenants names by suite, see {@link ServiceModes}
     */
    public record ServiceSection(
            @Nullable Boolean safeSearch,
            @Nullable YoutubeLevel youtube,
            @Nullable Map<ServiceMode, List<String>> tenants) {}

    /** @param what one host pattern, one site, or pages of one host */
    public record EntrySection(
            What what,
            Action action,
            String note,
            Who who,
            @Nullable When when) {
        /** What it is about: a host pattern, pages, or {@code site:ID}. */
        public String text() {
            return Stream.of(
                            what.hosts().stream().map(HostPattern::text),
                            what.urls().stream().map(UrlPattern::text),
                            what.sites().stream().map(site -> "site:" + site))
                    .flatMap(Function.identity())
                    .collect(Collectors.joining());
        }
    }

    /** @param when it applies; null for always */
    public record RuleSection(
            String id,
            Who who,
            What what,
            Action action,
            @Nullable When when,
            @Nullable String clause,
            String note) {}

    /** Devices that rules speak of together; which they are is said in the inventory of devices. */
    public record DeviceGroup(String id, String name) {}

    /** @param roles empty for everyone */
    public record AlertSection(Category category, Set<String> roles) {
        public AlertSection {
            roles = Set.copyOf(roles);
        }
    }
}
