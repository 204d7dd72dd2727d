package org.schoolgate.rules.policy;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Organisation.Clause;
import org.schoolgate.rules.policy.Organisation.Retention;
import org.schoolgate.rules.policy.Organisation.YearGroups;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/** Reads what a policy says of the school beside the rules. */
final class OrganisationReader {
    private static final int MAX_DAYS = 36_500;
    private static final int LAST_YEAR = 13;
    private static final List<String> YEAR_GROUPS = Stream.concat(
                    Stream.of("nursery", "reception"),
                    IntStream.rangeClosed(1, LAST_YEAR).mapToObj(String::valueOf))
            .toList();

    private final Findings findings;
    private final Terms terms;
    private final WhenReader times;
    private final Map<String, RoleSection> roles;

    OrganisationReader(Findings findings, Terms terms, WhenReader times, Map<String, RoleSection> roles) {
        this.findings = findings;
        this.terms = terms;
        this.times = times;
        this.roles = roles;
    }

    Organisation organisation(Fields policy, List<Clause> clauses) {
        Map<Office, String> titles = policy.optional("titles", this::titles);
        Retention retention = policy.optional("retention", this::retention);
        YearGroups yearGroups = policy.optional("year_groups", this::yearGroups);
        return new Organisation(
                titles == null ? Map.of() : titles,
                policy.list("alert_routing", this::route),
                policy.optional("watch_hours", times::atLeastOne),
                retention == null ? Retention.DEFAULTS : retention,
                yearGroups == null ? YearGroups.STANDARD : yearGroups,
                clauses);
    }

    private Map<Office, String> titles(YamlNode node) {
        String[] offices = Arrays.stream(Office.values()).map(Office::id).toArray(String[]::new);
        Fields fields = new Fields(findings, node, "titles", offices);
        Map<Office, String> titles = new EnumMap<>(Office.class);
        for (Office office : Office.values()) {
            String title = fields.optional(office.id(), terms::text);
            if (title != null) {
                titles.put(office, title);
            }
        }
        return titles;
    }

    private @Nullable AlertRoute route(YamlNode node) {
        Fields fields = new Fields(findings, node, "alert route", "themes", "categories", "reporters", "to");
        YamlNode to = fields.required("to", value -> value);
        if (to instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(to, "to", "at least one office");
        }
        return new AlertRoute(
                fields.set("themes", item -> terms.oneOf(item, "theme", Theme.values(), Theme::id)),
                fields.set("categories", terms::category),
                fields.set("reporters", item -> terms.role(item, roles.keySet())),
                fields.set("to", item -> terms.oneOf(item, "office", Office.values(), Office::id)));
    }

    private Retention retention(YamlNode node) {
        Fields fields = new Fields(findings, node, "retention", "suspected_incidents", "incidents", "leavers");
        Retention defaults = Retention.DEFAULTS;
        return new Retention(
                days(fields, "suspected_incidents", defaults.suspectedIncidents()),
                days(fields, "incidents", defaults.incidents()),
                days(fields, "leavers", defaults.leavers()));
    }

    private int days(Fields fields, String key, int otherwise) {
        Integer days = fields.optional(key, node -> terms.number(node, key, 1, MAX_DAYS));
        return days == null ? otherwise : days;
    }

    private YearGroups yearGroups(YamlNode node) {
        Fields fields = new Fields(findings, node, "year groups", "roles", "promotion");
        Map<String, String> read = fields.required("roles", this::rolesOfYears);
        MonthDay promotion = fields.optional("promotion", this::monthDay);
        return new YearGroups(
                read == null ? Map.of() : read, promotion == null ? YearGroups.STANDARD.promotion() : promotion);
    }

    /** In the order of years, whatever that of the document. */
    private Map<String, String> rolesOfYears(YamlNode node) {
        Map<String, String> read = new LinkedHashMap<>();
        Fields.entries(findings, node, "roles of year groups").forEach((key, value) -> {
            String year = terms.defined(key, "year group", YEAR_GROUPS);
            String role = heldByPupils(value);
            if (year != null && role != null) {
                read.put(year, role);
            }
        });
        Map<String, String> ordered = new LinkedHashMap<>();
        YEAR_GROUPS.stream().filter(read::containsKey).forEach(year -> ordered.put(year, read.get(year)));
        return ordered;
    }

    private @Nullable String heldByPupils(YamlNode node) {
        String role = terms.role(node, roles.keySet());
        Audience audience = role == null ? null : Lineage.of(role, roles).first(RoleSection::audience);
        if (role != null && (audience == null || !audience.isPupil())) {
            findings.add(node, "role of a year group", "a role whose audience is one of pupils");
            return null;
        }
        return role;
    }

    private @Nullable MonthDay monthDay(YamlNode node) {
        if (node instanceof Scalar scalar) {
            try {
                return MonthDay.parse("--" + scalar.text());
            } catch (DateTimeException e) {
                // reported below
            }
        }
        findings.add(node, "day of a year", "month and day, as in 09-01");
        return null;
    }
}
