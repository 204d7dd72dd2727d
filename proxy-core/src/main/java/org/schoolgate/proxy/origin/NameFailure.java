package org.schoolgate.proxy.origin;

import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolverException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;

/** Why a name has no address: what Netty's resolver says of it. */
enum NameFailure {
    /** Name servers say that there is none. */
    NONE,
    /** Name servers failed. */
    FAULT,
    /** They did not answer in time. */
    TIMEOUT;

    static NameFailure of(Throwable failure) {
        NameFailure worst = NONE;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof DnsNameResolverTimeoutException) {
                return TIMEOUT;
            }
            boolean isFault = at instanceof DnsNameResolverException
                    || at instanceof DnsErrorCauseException error
                            && !error.getCode().equals(DnsResponseCode.NXDOMAIN);
            worst = isFault ? FAULT : worst;
        }
        return worst;
    }
}
