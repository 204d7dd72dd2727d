package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.identity.Attempt.Failed;
import org.schoolgate.proxy.identity.Attempt.Pending;
import org.schoolgate.proxy.identity.Attempt.Right;
import org.schoolgate.proxy.identity.Attempt.Why;
import org.schoolgate.proxy.testing.TestPeople;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;

final class SignInsTest {
    private static final Person TOM = TestPeople.person("tom", "staff");
    private static final People PEOPLE = new People(List.of(TOM), List.of(), List.of());
    private static final Host CLIENT = TestPeople.host("10.1.0.7");
    private static final int ROOM = 3;

    private final AtomicLong nanos = new AtomicLong();
    private final SignIns signIns = new SignIns(new PasswordTrials(1, ROOM - 1), nanos::get);
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        signIns.close();
    }

    private Attempt give(String name, String password) {
        String field = TestPeople.credentials(name, password);
        return signIns.attempt(field.substring(field.indexOf(':') + 2), CLIENT, false, PEOPLE);
    }

    private Attempt settled(Attempt attempt) throws Exception {
        return attempt instanceof Pending pending
                ? pending.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS)
                : attempt;
    }

    private double count(String outcome) {
        return meters.get("schoolgate.sign_ins")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    @Test
    void rightPasswordIsKnownForAQuarterOfAnHourAndNotLonger() throws Exception {
        assertThat(give("tom", TestPeople.PASSWORD)).isInstanceOf(Pending.class);
        assertThat(settled(give("tom", TestPeople.PASSWORD))).isInstanceOf(Right.class);
        nanos.addAndGet(Duration.ofMinutes(15).toNanos() - 1);
        assertThat(give("tom", TestPeople.PASSWORD)).isInstanceOf(Right.class);
        nanos.addAndGet(2);
        assertThat(give("tom", TestPeople.PASSWORD)).isInstanceOf(Pending.class);
    }

    @Test
    void wrongPasswordIsKnownForAMinute() throws Exception {
        assertThat(settled(give("tom", "wrong"))).isEqualTo(new Failed(Why.WRONG, "tom"));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(give("tom", "wrong")).isInstanceOf(Failed.class);
        nanos.addAndGet(2);
        assertThat(give("tom", "wrong")).isInstanceOf(Pending.class);
    }

    @Test
    void onePasswordIsTriedOnceHoweverManyGiveItAtATime() throws Exception {
        signIns.register(meters);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            attempts.add(give("tom", TestPeople.PASSWORD));
        }
        for (Attempt attempt : attempts) {
            assertThat(settled(attempt)).isInstanceOf(Right.class);
        }
        assertThat(count("right")).isEqualTo(1);
    }

    @Test
    void morePasswordsThanThereIsRoomForAreNotTriedAndHeldAgainstNobody() throws Exception {
        signIns.register(meters);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < ROOM + 4; i++) {
            attempts.add(give("somebody-" + i, "guess"));
        }
        assertThat(attempts.subList(ROOM, ROOM + 4))
                .allSatisfy(attempt -> assertThat(attempt).isEqualTo(new Failed(Why.BUSY, null)));
        for (Attempt attempt : attempts) {
            settled(attempt);
        }
        await().until(() -> meters.get("schoolgate.sign_ins.under_way").gauge().value() == 0);
        assertThat(settled(give("tom", TestPeople.PASSWORD))).isInstanceOf(Right.class);
        assertThat(count("busy")).isEqualTo(4);
        assertThat(count("wrong")).isEqualTo(ROOM);
    }

    @Test
    void attemptsThatAreStillOnCountAlready() throws Exception {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Attempt attempt = give("tom", "guess-" + i);
            attempts.add(attempt);
            if (i % ROOM == ROOM - 1) {
                settled(attempt);
            }
        }
        assertThat(attempts.subList(5, 8))
                .allSatisfy(attempt -> assertThat(attempt).isEqualTo(new Failed(Why.TOO_SOON, "tom")));
    }

    @Test
    void nobodyIsSignedInByThePasswordThatNobodyHas() throws Exception {
        assertThat(settled(give("somebody", TestPeople.PASSWORD))).isEqualTo(new Failed(Why.WRONG, null));
        assertThat(SignIns.claim("Basic dG9tOng=", PEOPLE)).isEqualTo("tom");
        assertThat(SignIns.claim("Basic dGltOng=", PEOPLE)).isNull();
        assertThat(SignIns.claim("Digest dG9tOng=", PEOPLE)).isNull();
    }

    @Test
    void unknownNameTakesAsLongAsAKnownOne() throws Exception {
        settled(give("warm", "up"));
        long known = nanosOf("tom");
        long unknown = nanosOf("tim");
        assertThat(unknown).isBetween(known / 4, known * 4);
    }

    private long nanosOf(String name) throws Exception {
        long start = System.nanoTime();
        settled(give(name, "some password"));
        return System.nanoTime() - start;
    }

    @Test
    void secretsAreNotInWhatIsPrinted() throws Exception {
        BasicCredentials given = BasicCredentials.of("Basic dG9tOng=");
        assertThat(given).isNotNull().hasToString("BasicCredentials");
        assertThat(settled(give("tom", TestPeople.PASSWORD)).toString()).isEqualTo("Right[who=SignedIn[tom]]");
    }
}
