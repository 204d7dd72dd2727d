package org.schoolgate.proxy.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolgate.proxy.detect.Finding.ALERT;
import static org.schoolgate.proxy.detect.Finding.CIRCUMVENTION;
import static org.schoolgate.proxy.detect.Finding.NOTHING;
import static org.schoolgate.proxy.detect.Finding.REPEATED;
import static org.schoolgate.proxy.detect.Finding.WITHHELD;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.policy.Detection;

final class DetectorTest {
    private static final String PUPIL = "10.1.2.3";
    private static final Detection DETECTION = new Detection(
            Duration.ofSeconds(30), 4, Duration.ofMinutes(10), Set.of(), 2, Duration.ofMinutes(10), Set.of(), 6);

    private long nanos = -7;
    private final Detector detector = new Detector(() -> nanos);

    @Test
    void partsOfOnePageViewAreOneIncident() {
        assertThat(note(alert("adult.example", true))).isEqualTo(ALERT);
        for (int i = 0; i < 20; i++) {
            pass(1);
            assertThat(note(alert("cdn" + i + ".example", false))).isEqualTo(NOTHING);
        }
        pass(10);
        assertThat(note(alert("adult.example", false)))
                .as("the page view is over")
                .isEqualTo(ALERT);
    }

    @Test
    void browserThatGoesToAnotherSiteBeginsAnotherPageView() {
        assertThat(note(alert("adult.example", true))).isEqualTo(ALERT);
        assertThat(note(alert("adult.example", true))).as("the same again").isEqualTo(NOTHING);
        assertThat(note(alert("other.example", true))).isEqualTo(ALERT);
    }

    @Test
    void categoriesAndClientsAreFoldedEachByItself() {
        assertThat(note(alert("adult.example", false))).isEqualTo(ALERT);
        assertThat(note(sighting("10.1.2.4", false, "adult.example", false, false, "adult", null)))
                .isEqualTo(ALERT);
        assertThat(note(sighting(PUPIL, false, "bets.example", false, false, "gambling", null)))
                .isEqualTo(ALERT);
    }

    @Test
    void whereManyShareAnAddressEachSiteIsAnIncident() {
        assertThat(note(shared("adult.example"))).isEqualTo(ALERT);
        assertThat(note(shared("other.example"))).isEqualTo(ALERT);
        assertThat(note(shared("adult.example"))).isEqualTo(NOTHING);
    }

    @Test
    void oneClientCannotRaiseMoreThanItsShareInAnHour() {
        int raised = 0;
        for (int i = 0; i < 1_000; i++) {
            raised += note(alert("site" + i + ".example", true)) == WITHHELD ? 0 : 1;
        }
        assertThat(raised).isEqualTo(DETECTION.perHour());
        assertThat(note(sighting("10.1.2.4", false, "adult.example", true, false, "adult", null)))
                .as("another client's")
                .isEqualTo(ALERT);
        pass(3_601);
        assertThat(note(alert("adult.example", true))).isEqualTo(ALERT);
        raised = 0;
        for (int i = 0; i < 1_000; i++) {
            raised += note(shared("site" + i + ".example")) == WITHHELD ? 0 : 1;
        }
        assertThat(raised).as("of an address that many share").isEqualTo(10 * DETECTION.perHour() - 1);
    }

    @Test
    void whatIsBeyondAShareIsCountedAndHealthSaysSoForAnHour() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Health health = new Health();
        detector.register(meters);
        for (int i = 0; i < DETECTION.perHour() + 3; i++) {
            detector.report(health);
            assertThat(health.level()).isEqualTo(i <= DETECTION.perHour() ? Level.OK : Level.WARN);
            note(alert("site" + i + ".example", true));
        }
        assertThat(meters.get("schoolgate.incidents.withheld").functionCounter().count())
                .isEqualTo(3);
        assertThat(meters.get("schoolgate.incidents.folded").functionCounter().count())
                .isZero();
        pass(3_601);
        detector.report(health);
        assertThat(health.level()).isEqualTo(Level.OK);
    }

    @Test
    void appThatNeverStopsAskingForOneCategoryHidesNoOther() {
        for (int i = 0; i < 100; i++) {
            note(sighting(PUPIL, false, "malware" + i + ".example", true, false, "malware", null));
        }
        assertThat(note(sighting(PUPIL, false, "harm.example", true, false, "self_harm", null)))
                .isEqualTo(ALERT);
    }

    @Test
    void whatAnAlertCameBeforeIsRaisedForTheNextExchange() {
        note(block("games.example", true));
        pass(1);
        note(act(Act.ADDRESS));
        pass(1);
        assertThat(note(sighting(PUPIL, false, "vpn.example", true, true, "vpn", Act.EVASIVE_SITE)))
                .isEqualTo(ALERT);
        pass(1);
        assertThat(note(block("news.example", true))).as("no attempt").isEqualTo(NOTHING);
        assertThat(note(act(Act.ADDRESS))).isEqualTo(CIRCUMVENTION);
        pass(1);
        assertThat(note(act(Act.ADDRESS))).isEqualTo(NOTHING);
    }

    @Test
    void whatAnAlertCameBeforeIsForgottenInTime() {
        note(block("games.example", true));
        pass(1);
        note(act(Act.ADDRESS));
        pass(1);
        note(sighting(PUPIL, false, "vpn.example", true, true, "vpn", Act.EVASIVE_SITE));
        pass(601);
        assertThat(note(act(Act.PROTOCOL))).isEqualTo(NOTHING);
    }

    @Test
    void whoIsRefusedAgainAndAgainIsAnIncidentOnce() {
        for (int i = 1; i < DETECTION.repeatedPages(); i++) {
            assertThat(note(block("games" + i + ".example", true))).isEqualTo(NOTHING);
            pass(5);
        }
        assertThat(note(block("games.example", true))).isEqualTo(REPEATED);
        pass(5);
        assertThat(note(block("more.example", true))).as("counted anew").isEqualTo(NOTHING);
    }

    @Test
    void refusalsFarApartAreNoIncident() {
        for (int i = 0; i < 20; i++) {
            assertThat(note(block("games.example", true))).isEqualTo(NOTHING);
            pass(201);
        }
    }

    @Test
    void tunnelsRefusedTogetherAreOnePageView() {
        for (int i = 0; i < 50; i++) {
            assertThat(note(block("part" + i + ".example", false))).isEqualTo(NOTHING);
        }
    }

    @Test
    void twoDifferentActsAfterABlockPageAreDeliberate() {
        note(block("games.example", true));
        pass(10);
        assertThat(note(act(Act.PROTOCOL))).isEqualTo(NOTHING);
        pass(10);
        assertThat(note(act(Act.PROTOCOL))).as("the same act again").isEqualTo(NOTHING);
        pass(10);
        assertThat(note(act(Act.SERVER_NAME))).isEqualTo(CIRCUMVENTION);
        pass(10);
        assertThat(note(act(Act.DESTINATION))).as("one incident is enough").isEqualTo(NOTHING);
    }

    @Test
    void actsWithoutABlockPageAreAutomatic() {
        for (Act act : Act.values()) {
            pass(1);
            assertThat(note(act(act))).isEqualTo(NOTHING);
        }
    }

    @Test
    void actThatLedToTheBlockPageDoesNotCount() {
        assertThat(note(sighting(PUPIL, false, "proxy.example", true, true, null, Act.EVASIVE_SITE)))
                .isEqualTo(NOTHING);
        pass(10);
        assertThat(note(act(Act.ADDRESS))).isEqualTo(NOTHING);
        pass(10);
        assertThat(note(sighting(PUPIL, false, "another.example", true, true, null, Act.EVASIVE_SITE)))
                .isEqualTo(CIRCUMVENTION);
    }

    @Test
    void whatAProgramDoesAllTheTimeIsNotHeldAgainstThePersonBesideIt() {
        note(act(Act.PROTOCOL));
        pass(10);
        note(act(Act.DESTINATION));
        pass(10);
        note(block("games.example", true));
        for (int i = 0; i < 10; i++) {
            pass(10);
            assertThat(note(act(Act.PROTOCOL))).isEqualTo(NOTHING);
            assertThat(note(act(Act.DESTINATION))).isEqualTo(NOTHING);
        }
    }

    @Test
    void actsLongAfterTheBlockPageAreAutomatic() {
        note(block("games.example", true));
        pass(601);
        note(act(Act.PROTOCOL));
        pass(1);
        assertThat(note(act(Act.SERVER_NAME))).isEqualTo(NOTHING);
    }

    @Test
    void nothingIsHeldAgainstADeviceOrASharedAddress() {
        for (boolean isShared : new boolean[] {true, false}) {
            String client = isShared ? "10.9.9.1" : "10.9.9.2";
            for (int i = 0; i < 10; i++) {
                pass(1);
                Sighting page = new Sighting(client, isShared, !isShared, "s" + i + ".example", true, true, null, null);
                assertThat(note(page)).isEqualTo(NOTHING);
            }
            for (Act act : Act.values()) {
                pass(1);
                Sighting tried = new Sighting(client, isShared, !isShared, "", false, false, null, act);
                assertThat(note(tried)).isEqualTo(NOTHING);
            }
        }
    }

    @Test
    void everyActIsCountedAndSoIsWhatIsFolded() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        detector.register(meters);
        note(act(Act.PROTOCOL));
        note(act(Act.PROTOCOL));
        note(alert("adult.example", true));
        note(alert("adult.example", false));
        assertThat(meters.get("schoolgate.circumvention.acts")
                        .tag("act", "protocol")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("schoolgate.incidents.folded").functionCounter().count())
                .isEqualTo(1);
    }

    private Finding note(Sighting sighting) {
        return detector.note(sighting, DETECTION);
    }

    private static Sighting alert(String host, boolean isPage) {
        return sighting(PUPIL, false, host, isPage, false, "adult", null);
    }

    private static Sighting shared(String host) {
        return sighting(PUPIL, true, host, true, false, "adult", null);
    }

    private static Sighting block(String host, boolean isPage) {
        return sighting(PUPIL, false, host, isPage, true, null, null);
    }

    private static Sighting act(Act act) {
        return sighting(PUPIL, false, "host.example", false, false, null, act);
    }

    private static Sighting sighting(
            String client,
            boolean isShared,
            String host,
            boolean isPage,
            boolean isCounted,
            @Nullable String alert,
            @Nullable Act act) {
        return new Sighting(client, isShared, false, host, isPage, isCounted, alert, act);
    }

    private void pass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
