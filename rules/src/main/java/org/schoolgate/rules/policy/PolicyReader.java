package org.schoolgate.rules.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.policy.PolicyDocument.AlertSection;
import org.schoolgate.rules.policy.PolicyDocument.DeviceGroup;
import org.schoolgate.rules.policy.PolicyDocument.EntrySection;
import org.schoolgate.rules.policy.PolicyDocument.ObserveSection;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.PolicyDocument.RuleSection;
import org.schoolgate.rules.policy.PolicyDocument.School;
import org.schoolgate.rules.policy.PolicyDocument.ZoneSection;

/**
 * Reads a policy document. Strict: an unknown key, a wrong type, a key that comes twice, a name that nothing defines, a
 * contradiction; and all of them at once, each with its place.
 */
public final class PolicyReader {
    private static final int VERSION_DIGITS = 12;

    private final Findings findings;
    private final Terms terms;
    private final Fields top;
    private final List<NamedSite> shipped;

    private PolicyReader(Findings findings, Vocabulary vocabulary, List<NamedSite> shipped, YamlNode root) {
        this.shipped = shipped;
        this.findings = findings;
        this.terms = new Terms(findings, vocabulary);
        this.top = new Fields(
                findings,
                root,
                "policy",
                "format",
                "school",
                "calendar",
                "times",
                "zones",
                "roles",
                "device_groups",
                "sites",
                "required_categories",
                "risk_floor",
                "entries",
                "rules",
                "alerting",
                "redirects",
                "inside",
                "connect_ports",
                "detection",
                "observe",
                "access_log",
                "grantable",
                "clauses",
                "titles",
                "alert_routing",
                "watch_hours",
                "retention",
                "year_groups");
    }

    /** A policy that names none of the sites that ship with the product. */
    public static PolicyDocument read(String yaml, String file, Vocabulary vocabulary) throws InvalidPolicyException {
        return read(yaml, file, vocabulary, SiteSets.NONE);
    }

    /**
     * @param file name for messages; nothing is opened
     * @param sets with the sites that the policy may name besides its own
     */
    public static PolicyDocument read(String yaml, String file, Vocabulary vocabulary, SiteSets sets)
            throws InvalidPolicyException {
        Findings findings = new Findings(file);
        YamlNode root = YamlTree.read(yaml, findings);
        PolicyDocument document = new PolicyReader(findings, vocabulary, sets.named(), root).document(yaml);
        findings.throwIfAny();
        if (document == null) {
            throw new IllegalStateException("a policy that lacks a part without a finding");
        }
        return document;
    }

    private @Nullable PolicyDocument document(String yaml) {
        top.required("format", terms::format);
        School school = top.required("school", this::school);
        Calendar calendar = calendar(school);
        WhenReader times = times(calendar);
        ClausesReader clauses = new ClausesReader(findings, terms, top);
        Map<String, RoleSection> roles = top.required("roles", new RolesReader(findings, terms, times, clauses)::roles);
        Set<String> roleIds = roles == null ? Set.of() : roles.keySet();
        List<ZoneSection> zones = new ZonesReader(findings, terms, times, roles == null ? Map.of() : roles).zones(top);
        List<DeviceGroup> deviceGroups = new DeviceGroupsReader(findings, terms).groups(top);
        Map<String, NamedSite> sites = sites();
        RulesReader rulesReader = new RulesReader(
                findings,
                terms,
                times,
                clauses,
                new WhoReader.Defined(
                        roleIds, ids(zones, ZoneSection::id), ids(deviceGroups, DeviceGroup::id), sites.keySet()));
        List<EntrySection> entries = rulesReader.entries(top);
        List<RuleSection> rules = rulesReader.rules(top);
        Set<Category> required = top.set("required_categories", terms::category);
        Set<Category> floor = new LinkedHashSet<>(RiskFloor.ALWAYS);
        floor.addAll(top.set("risk_floor", terms::category));
        List<AlertSection> alerting = top.list("alerting", item -> alert(item, roleIds));
        List<Redirect> redirects = new RedirectsReader(findings, terms).redirects(top);
        List<InsideTarget> inside = top.list("inside", this::inside);
        List<ConnectPort> ports = new ConnectPortsReader(findings, terms).ports(top);
        Detection detection = new DetectionReader(findings, terms).detection(top);
        ObserveSection observe =
                top.optional("observe", new ObserveReader(findings, terms, calendar, roleIds)::observe);
        Set<Category> privateCategories = accessLog();
        Grantable grantable = new GrantableReader(findings, terms, sites.keySet(), floor).grantable(top);
        Organisation organisation = new OrganisationReader(findings, terms, times, roles == null ? Map.of() : roles)
                .organisation(top, clauses.clauses());
        if (school == null || roles == null) {
            return null;
        }
        return new PolicyDocument(
                findings.file(),
                version(yaml),
                yaml,
                school,
                calendar,
                times.named(),
                zones,
                roles,
                required,
                floor,
                deviceGroups,
                sites,
                entries,
                rules,
                alerting,
                redirects,
                inside,
                ports,
                detection,
                observe,
                privateCategories,
                grantable,
                organisation);
    }

    /** Of a school without a time zone, which is a finding, that of UTC, so that the rest can be read. */
    private Calendar calendar(@Nullable School school) {
        ZoneId zone = school == null ? ZoneOffset.UTC : school.timeZone();
        Calendar read =
                top.optional("calendar", node -> new CalendarReader(findings, terms, roleNames()).calendar(node, zone));
        return read == null ? Calendar.plain(zone) : read;
    }

    /** Roles may be closed at times of the calendar, which may be for certain roles: their names are needed first. */
    private Set<String> roleNames() {
        return top.at("roles") instanceof YamlNode.Mapping mapping
                ? mapping.values().keySet().stream().map(YamlNode.Scalar::text).collect(Collectors.toSet())
                : Set.of();
    }

    private static <T> Set<String> ids(List<T> sections, Function<T, String> id) {
        return sections.stream().map(id).collect(Collectors.toSet());
    }

    private Map<String, NamedSite> sites() {
        Map<String, NamedSite> sites = new LinkedHashMap<>();
        shipped.forEach(site -> sites.put(site.id(), site));
        new NamedSitesReader(findings, terms).sites(top).forEach(site -> sites.put(site.id(), site));
        return sites;
    }

    private WhenReader times(Calendar calendar) {
        WhenReader times = new WhenReader(
                findings, terms, new LinkedHashSet<>(calendar.weeks().names()));
        YamlNode named = top.at("times");
        if (named != null) {
            times.readNamed(named);
        }
        return times;
    }

    private @Nullable School school(YamlNode node) {
        Fields fields = new Fields(findings, node, "school", "name", "time_zone", "languages");
        String name = fields.required("name", terms::text);
        var timeZone = fields.required("time_zone", terms::timeZone);
        Set<Locale> languages = fields.set("languages", terms::language);
        if (name == null || timeZone == null) {
            return null;
        }
        return new School(name, timeZone, languages.isEmpty() ? List.of(Locale.ENGLISH) : List.copyOf(languages));
    }

    private @Nullable AlertSection alert(YamlNode node, Set<String> roleIds) {
        Fields fields = new Fields(findings, node, "alert", "category", "roles");
        Category category = fields.required("category", terms::category);
        Set<String> roles = fields.set("roles", item -> terms.role(item, roleIds));
        return category == null ? null : new AlertSection(category, roles);
    }

    private @Nullable InsideTarget inside(YamlNode node) {
        Fields fields = new Fields(findings, node, "inside target", "hosts", "networks", "ports");
        List<HostPattern> hosts = fields.list("hosts", terms::host);
        fields.required("networks", value -> value);
        Set<Network> networks = fields.set("networks", terms::network);
        Set<Integer> ports = fields.set("ports", terms::port);
        return new InsideTarget(hosts, List.copyOf(networks), ports);
    }

    private Set<Category> accessLog() {
        YamlNode node = top.at("access_log");
        return node == null
                ? Set.of()
                : new Fields(findings, node, "access log", "private_categories")
                        .set("private_categories", terms::category);
    }

    private static String version(String yaml) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
