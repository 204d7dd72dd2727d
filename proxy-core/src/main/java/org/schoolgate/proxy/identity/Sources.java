package org.schoolgate.proxy.identity;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.SignIn;
import org.schoolgate.rules.policy.Zone;

/**
 * What tells who clients are, besides their addresses: passwords and neighbours.
 *
 * @param neighbours read again and again
 */
public record Sources(SignIns signIns, NeighbourTable neighbours) implements Closeable {
    private static final String CHECK = "sign-in";

    /** @param bundles the one in force; null when there is none */
    public static Sources start(Supplier<@Nullable Bundle> bundles, Health health, LongSupplier nanoTime) {
        return new Sources(
                new SignIns(nanoTime), NeighbourTable.start(() -> hasMacAddresses(bundles.get()), health, nanoTime));
    }

    private static boolean hasMacAddresses(@Nullable Bundle bundle) {
        return bundle != null && bundle.people().hasMacAddresses();
    }

    /** Whether those who have to sign in by that bundle can; says so to health. */
    public static void report(Bundle bundle, Health health) {
        List<Zone> wanting = bundle.policy().zones().stream()
                .filter(zone -> zone.signIn() != SignIn.OFF)
                .toList();
        if (wanting.isEmpty()) {
            health.forget(CHECK);
        } else if (bundle.people().canSignIn()) {
            health.ok(CHECK, bundle.people().persons().size() + " people are known");
        } else {
            health.error(
                    CHECK,
                    "nobody is known by a password, so where everyone has to sign in all but help and infrastructure is"
                            + " closed: zones " + wanting.stream().map(Zone::id).collect(Collectors.joining(", ")));
        }
    }

    public void register(MeterRegistry meters) {
        signIns.register(meters);
    }

    @Override
    public void close() {
        signIns.close();
        neighbours.close();
    }
}
