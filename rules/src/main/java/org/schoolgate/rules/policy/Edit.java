package org.schoolgate.rules.policy;

import java.util.Set;
import org.schoolgate.rules.Category;

/** What one of the manager's entries does about the hosts that it names. */
public sealed interface Edit {
    /** As written in live facts and answers. */
    String id();

    /**
     * Blocks or allows the hosts, whatever lists say.
     *
     * @param roles for whom; empty for everyone
     */
    record Decide(Action action, Set<String> roles) implements Edit {
        public Decide {
            roles = Set.copyOf(roles);
        }

        @Override
        public String id() {
            return action.id();
        }
    }

    /** The hosts count as this category, in place of those that lists have them in. Roles then decide as they do on it. */
    record Recategorise(Category category) implements Edit {
        public static final String ID = "recategorise";

        @Override
        public String id() {
            return ID;
        }
    }

    /**
     * The list is not asked about the hosts.
     *
     * @param list its name as explanations give it, or a source, for all lists of it: {@code ut1} stands for {@code ut1/games}
     */
    record IgnoreList(String list) implements Edit {
        public static final String ID = "ignore";

        /** Whether the list of that name is meant. */
        public boolean covers(String name) {
            return What.isMeant(name, list);
        }

        @Override
        public String id() {
            return ID;
        }
    }
}
