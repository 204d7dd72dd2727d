package org.schoolgate.rules.policy;

import java.util.Set;
import org.schoolgate.rules.Category;

/** What no role may reach. A policy adds to it; nothing takes away from it. */
final class RiskFloor {
    static final Set<Category> ALWAYS =
            Set.of(new Category("malware"), new Category("phishing"), new Category("extremism"));

    /** What a {@link DutyException} opens; of the rest nothing does. */
    static final Category LIFTED_BY_DUTY = new Category("extremism");

    private RiskFloor() {}
}
