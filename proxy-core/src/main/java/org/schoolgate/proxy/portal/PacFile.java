package org.schoolgate.proxy.portal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/**
 * The script by which browsers find the proxy (proxy auto-configuration). Nothing goes around it: what is inside the
 * school and may be reached is for the policy to say.
 *
 * @param host of the proxy
 * @param tlsPort of the proxy over TLS, tried first by browsers that can; null where there is none whose certificate is
 *     for that host
 */
public record PacFile(Host host, int port, @Nullable Integer tlsPort) {
    public static final String CONTENT_TYPE = "application/x-ns-proxy-autoconfig";

    public byte[] script() {
        List<String> proxies = new ArrayList<>();
        if (tlsPort != null) {
            proxies.add("HTTPS " + host.uriText() + ":" + tlsPort);
        }
        proxies.add("PROXY " + host.uriText() + ":" + port);
        String script =
                "function FindProxyForURL(url, host) {\n    return \"" + String.join("; ", proxies) + "\";\n}\n";
        return script.getBytes(StandardCharsets.US_ASCII);
    }
}
