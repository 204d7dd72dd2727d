package org.schoolgate.admin.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Generation;

/**
 * What a gateway says about itself.
 *
 * @param serving the bundle that it decides by; null while it has none
 */
public record GatewayStatus(
        @Nullable Generation serving,
        List<HealthLine> health,
        @Nullable String version) {
    public GatewayStatus {
        health = List.copyOf(health);
    }

    /** @param level {@code ok}, {@code warn} or {@code error} */
    public record HealthLine(String level, String text) {}
}
