package org.schoolgate.proxy.origin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Credentials;

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
     * @throws IOException as {@link Credentials#read}
     */
    public static ParentProxy at(InetSocketAddress address, Path credentials) throws IOException {
        Credentials known = Credentials.read(credentials);
        byte[] pair = (known.user() + ":" + known.password()).getBytes(StandardCharsets.UTF_8);
        return new ParentProxy(address, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    InetSocketAddress address() {
        return address;
    }

    /** For every request that is sent to it, never for a log; null for none. */
    public @Nullable String authorization() {
        return authorization;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParentProxy parent
                && address.equals(parent.address)
                && Objects.equals(authorization, parent.authorization);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return "parent proxy " + address;
    }
}
