package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least that would have had a request decided the other way, and whom else that would reach.
 *
 * @param text in words for a network manager
 * @param entry of the manager that does it; null where none does
 * @param roles for which it would change what is decided of the host, those that can be held, in the order of the policy; how many
 *     people hold them is not known here
 * @param needsSecondPerson whether the network manager cannot do it alone
 */
public record LeastChange(String text, @Nullable Entry entry, List<String> roles, boolean needsSecondPerson) {
    public LeastChange {
        roles = List.copyOf(roles);
    }

    /**
     * An entry, as it would be made.
     *
     * @param role for whom
     */
    public record Entry(HostPattern pattern, Action action, String role) {}

    /** Where nobody at the school can do anything about it, or nobody has to. */
    static LeastChange none(String text) {
        return new LeastChange(text, null, List.of(), false);
    }
}
