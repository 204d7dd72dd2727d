package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Category;

final class DetectionReaderTest {
    private static final String LEAST = """
            format: 1
            school: {name: School, time_zone: Europe/London}
            roles: {ks3: {audience: ks3}}
            """;

    @Test
    void whatIsNotSaidIsAsByDefault() throws InvalidPolicyException {
        assertThat(read("")).isEqualTo(Detection.DEFAULTS);
        assertThat(read("detection: {incidents_per_hour: 5}").perHour()).isEqualTo(5);
        assertThat(read("detection: {incidents_per_hour: 5}").pageView()).isEqualTo(Detection.DEFAULTS.pageView());
    }

    @Test
    void defaultsAreThoseOfTheReference() {
        assertThat(Detection.DEFAULTS)
                .isEqualTo(new Detection(
                        Duration.ofSeconds(30),
                        10,
                        Duration.ofMinutes(10),
                        Set.of(),
                        2,
                        Duration.ofMinutes(10),
                        Set.of(),
                        60));
    }

    @Test
    void everyThresholdCanBeSet() throws InvalidPolicyException {
        assertThat(read("""
                        detection:
                          page_view_seconds: 60
                          incidents_per_hour: 20
                          repeated_blocks: {pages: 5, minutes: 30, except: [ads]}
                          circumvention: {acts: 3, minutes: 5, categories: [vpn, proxy]}
                        """))
                .isEqualTo(new Detection(
                        Duration.ofSeconds(60),
                        5,
                        Duration.ofMinutes(30),
                        Set.of(new Category("publicite")),
                        3,
                        Duration.ofMinutes(5),
                        Set.of(new Category("vpn"), new Category("redirector")),
                        20));
    }

    private static Detection read(String detection) throws InvalidPolicyException {
        return PolicyReader.read(LEAST + detection, "policy.yaml", Vocabulary.standard())
                .detection();
    }
}
