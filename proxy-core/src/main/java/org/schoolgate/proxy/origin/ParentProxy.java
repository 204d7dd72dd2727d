package org.schoolgate.proxy.origin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A proxy that all requests to the internet go through; it finds the addresses of names. */
public final class ParentProxy {
    private final InetSocketAddress address;
    /** Value of a {@code Proxy-Authorization} field; null for none. Secret. */
    private final @Nullable String authorization;

    private ParentProxy(InetSocketAddress address, @Nullable String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    public static ParentProxy at(InetSocketAddress address) {
        return new ParentProxy(address, null);
    }

    /**
     * With Basic authentication (RFC 7617).
     *
     * @param credentials a file of one line, {@code USER:PASSWORD} in UTF-8
     * @throws IOException when it cannot be read, or has anything else in it; what it has is not said
     */
    public static ParentProxy at(InetSocketAddress address, Path credentials) throws IOException {
        List<String> lines = Files.readAllLines(credentials);
        if (lines.size() != 1 || lines.get(0).indexOf(':') <= 0) {
            throw new IOException(credentials + ": expected one line, USER:PASSWORD");
        }
        byte[] pair = lines.get(0).getBytes(StandardCharsets.UTF_8);
        return new ParentProxy(address, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    InetSocketAddress address() {
        return address;
    }

    /** For every request that is sent to it, never for a log; null for none. */
    public @Nullable String authorization() {
        return authorization;
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "parent proxy " + address;
    }
}
