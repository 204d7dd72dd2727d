package org.schoolgate.proxy.origin;

import java.io.IOException;

/** Why no connection to an origin came about. Has no stack trace: it is an outcome, not a fault of ours. */
public final class DialException extends IOException {
    private static final long serialVersionUID = 1;

    /** The outcomes, each with its name in a {@code Proxy-Status} field (RFC 9209, section 2.3) and its status. */
    public enum Outcome {
        NAME_NOT_FOUND("dns_error", 502),
        NAME_TIMEOUT("dns_timeout", 504),
        ADDRESS_PROHIBITED("destination_ip_prohibited", 403),
        OURSELVES("proxy_loop_detected", 508),
        REFUSED("connection_refused", 502),
        UNREACHABLE("destination_ip_unroutable", 502),
        CONNECT_TIMEOUT("connection_timeout", 504),
        /** The parent proxy wants to know who asks, and does not take what it is told. */
        PARENT_DENIES("proxy_configuration_error", 502);

        private final String token;
        private final int status;

        Outcome(String token, int status) {
            this.token = token;
            this.status = status;
        }

        public String token() {
            return token;
        }

        public int status() {
            return status;
        }
    }

    private final Outcome outcome;

    public DialException(Outcome outcome) {
        super(outcome.token());
        this.outcome = outcome;
    }

    /** What the failure of a dial means. */
    public static Outcome outcomeOf(Throwable failure) {
        return failure instanceof DialException dial ? dial.outcome : Outcome.UNREACHABLE;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
