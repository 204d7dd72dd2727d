package org.schoolgate.rules.policy;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What an entry or a rule does with hosts that it names, or with pages of them.
 *
 * @param pages null for all of the hosts
 */
record NamedRuling(HostPattern pattern, @Nullable UrlPattern pages, AimedRuling said) {
    /** Of two for the same host: the one for the longer path, then for the narrower "who", then block before allow. */
    static final Comparator<NamedRuling> PRECEDENCE = Comparator.comparingInt(NamedRuling::pathLength)
            .reversed()
            .thenComparing(NamedRuling::said, AimedRuling.PRECEDENCE);

    static NamedRuling ofHosts(HostPattern hosts, AimedRuling said) {
        return new NamedRuling(hosts, null, said);
    }

    static NamedRuling ofPages(UrlPattern pages, AimedRuling said) {
        return new NamedRuling(pages.hosts(), pages, said);
    }

    int hostLength() {
        return pattern.host().text().length();
    }

    int pathLength() {
        return pages == null ? 0 : pages.path().length();
    }

    Ruling ruling() {
        return said.ruling();
    }
}
