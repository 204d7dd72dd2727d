package org.schoolgate.rules.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.Match;

/** A teacher's permission for a learning activity. */
public record Grant(Given given, Whom whom, What what) implements AddressedFact {
    private static final Set<Whom.Kind> KINDS = EnumSet.of(Whom.Kind.CLASS, Whom.Kind.DEVICE_GROUP, Whom.Kind.ROOM);

    /** What is permitted. */
    public sealed interface What {}

    /**
     * A site, whatever lists and rules say of it. Where hosts were named, what lists have below them is judged as ever, unless it
     * is in a category that may be granted.
     *
     * @param site id of a site of the policy, with all hosts that it needs; null where the hosts were named themselves
     */
    public record Site(@Nullable String site, List<HostPattern> hosts) implements What {
        /** @throws IllegalArgumentException when no host is named */
        public Site {
            hosts = List.copyOf(hosts);
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("hosts: none (expected: at least one)");
            }
        }

        boolean covers(Host host) {
            return pattern(host) != null;
        }

        private @Nullable HostPattern pattern(Host host) {
            for (HostPattern pattern : hosts) {
                if (pattern.covers(host)) {
                    return pattern;
                }
            }
            return null;
        }

        /**
         * Whether a list says it of less than was permitted: of pages, or of a host below one that was named. Nobody looked at
         * that when the host was; of a site of the policy, whoever wrote that did.
         */
        boolean isNarrowerThanNamed(Match match, Host host) {
            HostPattern pattern = site == null ? pattern(host) : null;
            return pattern != null
                    && (match.entry().kind() == ListedEntry.Kind.PAGES
                            || match.entry().host().length()
                                    > pattern.host().text().length());
        }
    }

    /** All sites of it, unless something else is known against one. */
    public record OfCategory(Category category) implements What {}

    /** @throws IllegalArgumentException when it is for a person or a role */
    public Grant {
        whom.require(KINDS);
    }

    @Override
    public Kind kind() {
        return Kind.GRANT;
    }

    boolean permits(Host host) {
        return what instanceof Site site && site.covers(host);
    }

    boolean isBroaderThan(Match match, Host host) {
        return what instanceof Site site && site.isNarrowerThanNamed(match, host);
    }

    boolean permits(Category category) {
        return what instanceof OfCategory granted && granted.category().equals(category);
    }
}
