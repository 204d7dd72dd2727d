package org.schoolgate.rules.bundle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Request;
import org.schoolgate.rules.policy.Scheme;
import org.schoolgate.rules.policy.Zone;
import org.schoolgate.rules.url.UrlSyntaxException;
import org.schoolgate.rules.url.WebUrl;

/** One line of {@code schools/decisions.tsv}, whose head says what its columns are. */
record ExpectedDecision(
        String school,
        String place,
        String who,
        String time,
        String live,
        String asked,
        String action,
        String step,
        String rule) {
    private static final String UNIDENTIFIED = "unidentified";
    private static final int CLOCK_LENGTH = "2026-11-24T10:30".length();

    static ExpectedDecision of(List<String> cells) {
        if (cells.size() != 9) {
            throw new AssertionError(cells + " (expected: 9 columns)");
        }
        return new ExpectedDecision(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4),
                cells.get(5),
                cells.get(6),
                cells.get(7),
                cells.get(8));
    }

    ExampleSchool exampleSchool() {
        return ExampleSchool.valueOf(school.toUpperCase(Locale.ROOT));
    }

    Instant at(Policy policy) {
        return time.length() > CLOCK_LENGTH
                ? OffsetDateTime.parse(time).toInstant()
                : LocalDateTime.parse(time).atZone(policy.school().timeZone()).toInstant();
    }

    LocalDate date() {
        return LocalDate.parse(time.substring(0, time.indexOf('T')));
    }

    Request request(Policy policy) {
        Zone zone = zone(policy);
        if (!asked.startsWith("http://")) {
            return new Request(principal(policy, zone), zone, Bundles.host(asked), 443, Scheme.CONNECT, null);
        }
        try {
            WebUrl url = WebUrl.parse(asked);
            return new Request(principal(policy, zone), zone, url.host(), url.port(), Scheme.HTTP, url.target());
        } catch (UrlSyntaxException e) {
            throw new AssertionError(asked, e);
        }
    }

    private Zone zone(Policy policy) {
        Zone zone = policy.zone(place);
        return zone == null ? policy.zoneOf(Bundles.host(literal()).addressBytes()) : zone;
    }

    /** The address as it stands in URLs. */
    private String literal() {
        return place.contains(":") ? "[" + place + "]" : place;
    }

    private Principal principal(Policy policy, Zone zone) {
        String role = who.split(" ", 2)[0];
        if (role.equals(UNIDENTIFIED)) {
            Principal nobody = policy.unidentified(zone);
            return new Principal(nobody.role(), nobody.how(), null, Set.of(), null, Set.of(), known("claimed"));
        }
        return new Principal(
                policy.role(role).id(),
                Attribution.PROXY_AUTH,
                known("person"),
                all("class"),
                null,
                all("group"),
                null);
    }

    private @Nullable String known(String key) {
        return all(key).stream().findFirst().orElse(null);
    }

    private Set<String> all(String key) {
        Set<String> found = new HashSet<>();
        Arrays.stream(who.split(" ", -1))
                .filter(word -> word.startsWith(key + "="))
                .forEach(word -> found.add(word.substring(key.length() + 1)));
        return found;
    }

    @Override
    public String toString() {
        return String.join(" | ", school, place, who, time, live, asked);
    }
}
