package org.schoolgate.proxy.http;

import java.util.List;
import org.schoolgate.proxy.identity.RequestRate;
import org.schoolgate.rules.policy.Network;

/**
 * What the settings grant clients, besides the policy.
 *
 * @param allowOrigins networks that are open to them besides those that the policy lists as inside
 * @param limits of one connection
 * @param requestRate of one client
 */
public record ClientTerms(List<Network> allowOrigins, Limits limits, RequestRate requestRate) {
    public ClientTerms {
        allowOrigins = List.copyOf(allowOrigins);
    }
}
