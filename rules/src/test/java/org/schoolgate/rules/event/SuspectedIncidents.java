package org.schoolgate.rules.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Suspected incidents for tests. */
public final class SuspectedIncidents {
    public static final Instant AT = Instant.parse("2026-11-24T09:30:00.125Z");

    private SuspectedIncidents() {}

    /** A page that was blocked for its category. */
    public static SuspectedIncident blocked(EventId id) {
        return blocked(id, AT, "adult", "www.adult.example", "/search?q=a");
    }

    /** The same at another time or place; without a path it is a tunnel. */
    public static SuspectedIncident blocked(
            EventId id, Instant at, String category, String host, @Nullable String path) {
        return of(id, at, category, host, path, "demo", 7);
    }

    /** The same of a host that is on no list. */
    public static SuspectedIncident unlisted(
            EventId id, Instant at, String category, String host, @Nullable String path) {
        return of(id, at, category, host, path, null, null);
    }

    /** The same, which observe mode let through. */
    public static SuspectedIncident observed(SuspectedIncident blocked) {
        return new SuspectedIncident(
                blocked.id(),
                blocked.at(),
                blocked.kind(),
                blocked.category(),
                blocked.host(),
                blocked.path(),
                blocked.method(),
                blocked.zone(),
                blocked.role(),
                blocked.principalHow(),
                blocked.client(),
                blocked.rule(),
                blocked.step(),
                blocked.list(),
                blocked.line(),
                true,
                blocked.person(),
                blocked.device(),
                blocked.claimed());
    }

    private static SuspectedIncident of(
            EventId id,
            Instant at,
            String category,
            String host,
            @Nullable String path,
            @Nullable String list,
            @Nullable Integer line) {
        return new SuspectedIncident(
                id,
                at,
                SuspectedIncident.BLOCKED,
                category,
                host,
                path,
                path == null ? "CONNECT" : "GET",
                "library",
                "ks3",
                "zone",
                "10.1.2.3",
                "blocked_categories",
                "category",
                list,
                line,
                false,
                list == null ? null : "a.pupil",
                list == null ? null : "tablet-7",
                list == null ? null : "a.teacher");
    }
}
