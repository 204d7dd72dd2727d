package org.schoolgate.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.schoolgate.admin.gateway.GatewayStatus.HealthLine;
import org.schoolgate.admin.gateway.GatewayStore.EnrolledGateway;
import org.schoolgate.admin.health.Check;
import org.schoolgate.admin.health.RecentLook;
import org.schoolgate.admin.people.NightlyPeople;
import org.schoolgate.admin.publish.Publication;
import org.schoolgate.admin.store.Database;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.locked.LockedList;
import org.schoolgate.rules.policy.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where health looks: each part says in its own words how it is. */
final class HealthLooks {
    private static final Logger log = LoggerFactory.getLogger(HealthLooks.class);

    /** Gateways report every ten seconds. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(30);

    private static final Duration CERTIFICATE_NEAR_ITS_END = Duration.ofDays(90);

    private static final String STORE = "store";
    private static final String LOCKED = "locked-list";
    private static final String PEOPLE = "people";

    private final Parts parts;
    private volatile boolean storeAnswers = true;

    HealthLooks(Parts parts) {
        this.parts = parts;
    }

    List<Supplier<List<Check>>> all() {
        return List.of(
                new RecentLook(this::store, System::nanoTime),
                this::publishing,
                this::lists,
                this::calendar,
                this::observing,
                this::lockedList,
                this::people,
                this::certificate,
                this::gateways);
    }

    private List<Check> store() {
        try {
            parts.database().checkWritable();
            storeAnswers = true;
            return List.of(Check.ok(STORE, "can be written"));
        } catch (RuntimeException e) {
            storeAnswers = !Database.isOutage(e);
            log.error("The store cannot be written", e);
            return List.of(Check.error(STORE, "cannot be written: " + Database.explain(e)));
        }
    }

    private List<Check> publishing() {
        Publication current = parts.publisher().current();
        if (parts.publisher().hasFailed()) {
            return List.of(Check.error("publish", "the last change could not be published; the log says why"));
        }
        return List.of(Check.ok("publish", "generation " + current.position().generation() + " is published"));
    }

    private List<Check> lists() {
        Publication current = parts.publisher().current();
        List<Check> checks = new ArrayList<>();
        int lists = current.bundle().index().lists().size();
        checks.add(
                lists == 0
                        ? Check.warn("lists", "no category list loaded")
                        : Check.ok("lists", lists + " lists are loaded"));
        current.bundle().policy().missing().forEach(text -> checks.add(Check.warn("required-categories", text)));
        return checks;
    }

    /** Nothing while it has days to come. */
    private List<Check> calendar() {
        Policy policy = parts.publisher().current().bundle().policy();
        return policy.endOfCalendar(parts.config().clock().instant()).stream()
                .map(text -> Check.warn("calendar", text))
                .toList();
    }

    /** Nothing while what rules block is blocked. */
    private List<Check> observing() {
        Policy policy = parts.publisher().current().bundle().policy();
        String text = policy.observing(parts.config().clock().instant());
        return text == null ? List.of() : List.of(Check.warn("observe", text));
    }

    private List<Check> lockedList() {
        Bundle bundle = parts.publisher().current().bundle();
        return List.of(bundle.locked()
                .match(
                        () -> Check.ok(LOCKED, "not armed"),
                        list -> armed(bundle, list),
                        why -> Check.error(
                                LOCKED, "armed, and its list is missing: gateways are closed but for the help set")));
    }

    private static Check armed(Bundle bundle, LockedList list) {
        return bundle.blocksLockedSelfTest()
                ? Check.ok(
                        LOCKED, "armed, %d hosts and %d pages, self-test passed".formatted(list.names(), list.pages()))
                : Check.error(LOCKED, "the self-test entry is not blocked");
    }

    /** Nothing where none are read by night. */
    private List<Check> people() {
        NightlyPeople nightly = parts.nightlyPeople();
        if (!nightly.reads()) {
            return List.of();
        }
        NightlyPeople.State state = nightly.state();
        return List.of(state.isWell() ? Check.ok(PEOPLE, state.text()) : Check.warn(PEOPLE, state.text()));
    }

    private List<Check> certificate() {
        Instant end = parts.certificate().end();
        boolean near = end.isBefore(parts.config().clock().instant().plus(CERTIFICATE_NEAR_ITS_END));
        String text = "ends at " + end;
        return List.of(
                near ? Check.warn("certificate", text + "; a restart renews it") : Check.ok("certificate", text));
    }

    private List<Check> gateways() {
        List<Check> checks = new ArrayList<>();
        for (EnrolledGateway gateway : enrolled()) {
            if (!gateway.replaced()) {
                checks.addAll(of(gateway));
            }
        }
        return checks;
    }

    /** None while the store does not answer: it says so itself, and to ask would take as long again. */
    private List<EnrolledGateway> enrolled() {
        try {
            return storeAnswers ? parts.database().gateways().all() : List.of();
        } catch (RuntimeException e) {
            if (Database.isOutage(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Check> of(EnrolledGateway gateway) {
        Instant lastSeen = gateway.lastSeen();
        if (lastSeen == null) {
            return List.of(Check.warn(gateway.name(), "has never reported"));
        }
        if (lastSeen.isBefore(parts.config().clock().instant().minus(SILENT_AFTER))) {
            return List.of(Check.warn(gateway.name(), "was last seen at " + lastSeen));
        }
        return gateway.status().health().isEmpty()
                ? List.of(Check.ok(gateway.name(), "reports no problem"))
                : gateway.status().health().stream()
                        .map(line -> reported(gateway, line))
                        .toList();
    }

    /** A gateway's error is a warning here: it says that pupils may be served worse, not that this process is ill. */
    private static Check reported(EnrolledGateway gateway, HealthLine line) {
        return line.level().equals(Check.Level.OK.id())
                ? Check.ok(gateway.name(), line.text())
                : Check.warn(gateway.name(), line.text());
    }
}
