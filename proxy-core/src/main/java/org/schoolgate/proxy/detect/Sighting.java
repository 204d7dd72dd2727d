package org.schoolgate.proxy.detect;

import org.jspecify.annotations.Nullable;

/**
 * One blocked or refused exchange, as far as it matters here.
 *
 * @param client address; what is known of a client is kept under it
 * @param isShared whether many people have that address, so that nothing can be said of any of them
 * @param isDevice whether no person is behind it, by its role
 * @param host that was asked for
 * @param isPage whether a browser went there to show a page, and was shown a block page
 * @param isCounted whether it is a refusal that someone noticed, and not a part of a page or an advertisement
 * @param alert category that alerts; null for none
 * @param act null when it is no way round the filter
 */
public record Sighting(
        String client,
        boolean isShared,
        boolean isDevice,
        String host,
        boolean isPage,
        boolean isCounted,
        @Nullable String alert,
        @Nullable Act act) {}
