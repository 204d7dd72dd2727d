package org.schoolgate.admin.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.SupervisedSession;
import org.schoolgate.rules.policy.Whom;

/** A supervised session as it is sent. */
record NewSession(
        @Nullable String by,
        @JsonProperty("class") @Nullable String schoolClass,
        @Nullable String room,
        @Nullable String note,
        @Nullable String from,
        @Nullable String until) {
    private static final Duration LONGEST = Duration.ofHours(4);

    Function<String, LiveFact> read(Bundle bundle, Instant now) {
        Whom whom = WhomField.only(
                bundle, new WhomField(Whom.Kind.CLASS, schoolClass), new WhomField(Whom.Kind.ROOM, room));
        WhomField.requireToldApart(bundle.policy(), whom);
        Function<String, Given> given = new NewGiven(by, "note", note, from, until).read(bundle, now, whom, LONGEST);
        return id -> new SupervisedSession(given.apply(id), whom);
    }

    List<String> remarks(People people) {
        return Standing.remarks(people, by, schoolClass);
    }
}
