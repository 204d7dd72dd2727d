package org.schoolgate.rules.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exchange, whatever became of it: schema version 1. In JSON it is flat; a field's name there is the component's name
 * here, and {@code v} is the version. The records below only group what belongs together.
 *
 * @param time when the exchange ended, to the millisecond; it began {@code durationMs} earlier
 * @param timing where that time went
 * @param reference what the block page showed ({@code EventId.reference()}), or that of the suspected incident which a
 *     refusal was; null for all else
 * @param tunnel what was seen of a tunnel or a WebSocket; null for all else, and for a tunnel that was never accepted
 * @param rewritten what services were asked for besides ({@code safe_search,youtube_strict}): the origin got another request
 *     than {@code asked}, which is what the client sent; {@code redirect} where the client was sent elsewhere; else null
 * @param note for a broken or refused exchange the error's token of RFC 9209 (such as {@code dns_timeout}), else null
 */
public record AccessRecord(
        Instant time,
        Who who,
        Asked asked,
        Sent sent,
        Timing timing,
        Ruling ruling,
        @Nullable Tunnel tunnel,
        @Nullable String reference,
        @Nullable String rewritten,
        @Nullable String note) {
    public static final int VERSION = 1;

    public AccessRecord {
        time = Instant.ofEpochMilli(time.toEpochMilli());
    }

    /**
     * Who browsed.
     *
     * @param client the client's address as text
     * @param zone id of the zone that the address is in
     * @param role id of the role that was applied
     * @param principal id of the person, when known
     * @param how the way the principal is known, such as {@code zone}
     * @param device id of the device, when it is one of the inventory
     * @param claimed id of the person whose name was given and not believed
     */
    public record Who(
            String client,
            String zone,
            String role,
            @Nullable String principal,
            String how,
            @Nullable String device,
            @Nullable String claimed) {
        /** Of whose device nothing is known, and who claimed nothing. */
        public Who(String client, String zone, String role, @Nullable String principal, String how) {
            this(client, zone, role, principal, how, null, null);
        }
    }

    /**
     * What was asked for. Bytes of the wire are kept exactly, a byte a character (ISO 8859-1), however hostile; only what
     * {@link UrlSecrets} takes for a secret is not.
     *
     * @param method of the request; {@code CONNECT} for a tunnel, empty when none could be read
     * @param scheme {@code http} or {@code connect}
     * @param host as decided on; as sent when it is no valid host, empty when none could be read, and when a locked list
     *     or the help set has it
     * @param port as asked for, 0 when none could be read, or the host is not told
     * @param path with its query, as far as policy allows; null otherwise, and for tunnels
     */
    public record Asked(
            String method,
            String scheme,
            String host,
            int port,
            @Nullable String path) {}

    /**
     * What went over the wire between the gateway and the client.
     *
     * @param status answered to the client; 0 when the exchange ended before there was one
     * @param bytesIn from the client, heads included
     * @param bytesOut to the client, heads included
     */
    public record Sent(int status, long bytesIn, long bytesOut) {}

    /**
     * How long the exchange took in all, and some phases of it, in milliseconds by the monotonic clock. No two phases
     * overlap. A phase that did not take place is {@link #NONE}, and not in JSON; one that was broken off counts up to then.
     *
     * @param durationMs from the first byte of the request to the end of the exchange
     * @param queueMs until the gateway turned to it: its head came in, and the exchange before it on the connection ended
     * @param resolveMs looking up the host's addresses; none on a kept connection
     * @param connectMs connecting to one of them; none on a kept connection
     * @param firstByteMs from the head's being handed to the origin's connection to the first of its answer; not for tunnels
     */
    public record Timing(long durationMs, long queueMs, long resolveMs, long connectMs, long firstByteMs) {
        public static final long NONE = -1;

        /** Nothing but the whole is known. */
        public static Timing ofWhole(long durationMs) {
            return new Timing(durationMs, NONE, NONE, NONE, NONE);
        }
    }

    /**
     * What was decided, and why.
     *
     * @param step id of the precedence step; empty when the exchange never got as far as a decision
     * @param rule id of the rule; empty likewise
     * @param category that the rule was about, if it was about one
     * @param list that had the host, if one had
     * @param file of that list
     * @param line of that file, from 1
     * @param observed whether it would have been blocked, by that step and rule, and observe mode let it through
     */
    public record Ruling(
            Outcome decision,
            String step,
            String rule,
            @Nullable String category,
            @Nullable String list,
            @Nullable String file,
            @Nullable Integer line,
            boolean observed) {}

    /**
     * What was seen of a tunnel before it was opened, and why it ended; of a WebSocket, why it ended.
     *
     * @param sni the server name in its ClientHello, as sent and at most 255 characters of it; null when it had none
     * @param ech whether the ClientHello says that it carries another one, encrypted (ECH). Browsers also say so when it is
     *     not true
     * @param closed {@code client} or {@code origin}, who ended it; {@code idle}; {@code policy}, which blocks it since it
     *     was opened; {@code refused}, which was never opened; {@code http}, which went on as requests of their own; or
     *     {@code stopped}, by the end of the gateway
     */
    public record Tunnel(@Nullable String sni, boolean ech, String closed) {}

    /** What became of the exchange. */
    public enum Outcome {
        ALLOW,
        /** Answered in the origin's place, because policy says so. */
        BLOCK,
        /** Not decided: the request itself was refused, as malformed or as going where nobody may. */
        REFUSE,
        /** Allowed, and then broken: no address, no connection, cut off. */
        ERROR;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** As in JSON. */
        public String id() {
            return id;
        }

        public static Optional<Outcome> of(String id) {
            for (Outcome outcome : values()) {
                if (outcome.id.equals(id)) {
                    return Optional.of(outcome);
                }
            }
            return Optional.empty();
        }
    }
}
