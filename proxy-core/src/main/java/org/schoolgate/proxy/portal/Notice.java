package org.schoolgate.proxy.portal;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Audience;

/**
 * What a page is about. Whether the reader gets to see a part of it is for the portal to say: the youngest see none.
 *
 * @param audience for whom; null when it is not known who asked
 * @param languages the policy's, the preferred one first; empty for all that we have
 * @param reference by which the network manager finds the exchange; null when it is only in the access log
 * @param host that was asked for, null when none could be read
 * @param category that was decided by, null when none was
 * @param rule that decided, null when none did
 * @param until when the time of a block is over, by the school's clock; null where it has none
 */
public record Notice(
        Occasion occasion,
        @Nullable Audience audience,
        List<Locale> languages,
        @Nullable String reference,
        @Nullable String host,
        @Nullable String category,
        @Nullable String rule,
        @Nullable ZonedDateTime until) {
    public Notice {
        languages = List.copyOf(languages);
    }

    /** A notice to someone of whom nothing is known. */
    public static Notice ofUnknown(Occasion occasion) {
        return new Notice(occasion, null, List.of(), null, null, null, null, null);
    }
}
