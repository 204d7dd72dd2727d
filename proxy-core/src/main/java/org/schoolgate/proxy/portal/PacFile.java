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
 * @param name of the proxy; null for the address that the browser fetched the script from
 * @param tlsPort of the proxy over TLS, tried first by browsers that can; null where there is none
 */
public record PacFile(
        @Nullable Host name, int port, @Nullable Integer tlsPort) {
    public static final String CONTENT_TYPE = "application/x-ns-proxy-autoconfig";

    /** @param fetchedFrom address of ours that the browser has reached */
    public byte[] script(Host fetchedFrom) {
        String host = (name == null ? fetchedFrom : name).uriText();
        List<String> proxies = new ArrayList<>();
        if (tlsPort != null && name != null) {
            proxies.add("HTTPS " + host + ":" + tlsPort);
        }
        proxies.add("PROXY " + host + ":" + port);
        String script =
                "function FindProxyForURL(url, host) {\n    return \"" + String.join("; ", proxies) + "\";\n}\n";
        return script.getBytes(StandardCharsets.US_ASCII);
    }
}
