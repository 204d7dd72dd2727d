package org.schoolgate.rules.policy;

import java.util.Comparator;

/**
 * What an entry or a rule does with the hosts it names.
 *
 * @param distance from the role it was written for to the role that it is applied to here; greater is wider
 */
record NamedRuling(HostPattern pattern, Ruling ruling, int distance) {
    /** Of two for the same host: the one for the narrower "who", then block before allow. */
    static final Comparator<NamedRuling> PRECEDENCE = Comparator.comparingInt(NamedRuling::distance)
            .thenComparing(named -> named.ruling().action(), Comparator.reverseOrder());
}
