package org.schoolgate.rules.policy;

import java.time.Instant;
import java.util.Locale;

/** What a person decided for a while. It ends by itself: each request is judged by the facts in force at its instant. */
public sealed interface LiveFact permits Containment, AddressedFact {
    /** What can be decided so. */
    enum Kind {
        CONTAINMENT,
        RESTRICTION,
        GRANT,
        SUPERVISED_SESSION,
        DUTY_EXCEPTION;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** As written in live facts, answers and reasons. */
        public String id() {
            return id;
        }
    }

    Kind kind();

    Given given();

    /** Whether it has begun and is not over. */
    default boolean isInForce(Instant at) {
        return given().isInForce(at);
    }

    /** Its name in reasons, such as {@code grant/g7}. */
    default String rule() {
        return kind().id() + "/" + given().id();
    }
}
