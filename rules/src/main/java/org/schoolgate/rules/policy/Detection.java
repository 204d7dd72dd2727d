package org.schoolgate.rules.policy;

import java.time.Duration;
import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * When what a client does becomes a suspected incident, besides the categories that alert. {@code Detector} in the gateway
 * carries it out.
 *
 * @param pageView for so long after the first block of a page view, further ones belong to it
 * @param repeatedPages blocked page views that are an incident together, 2 to 100
 * @param repeatedWithin how close together these are
 * @param uncounted categories whose blocks are no page views, as advertising
 * @param acts different acts of circumvention, after a block page was shown, that are an incident together; 2 or more
 * @param actsWithin how long after the page they count
 * @param evasive categories of sites by which people get round a filter
 * @param perHour incidents of one client in one category that are kept; of an address that many share, ten times as many
 */
public record Detection(
        Duration pageView,
        int repeatedPages,
        Duration repeatedWithin,
        Set<Category> uncounted,
        int acts,
        Duration actsWithin,
        Set<Category> evasive,
        int perHour) {
    /** Of a policy that says nothing else. */
    public static final Detection DEFAULTS = new Detection(
            Duration.ofSeconds(30), 10, Duration.ofMinutes(10), Set.of(), 2, Duration.ofMinutes(10), Set.of(), 60);

    public Detection {
        uncounted = Set.copyOf(uncounted);
        evasive = Set.copyOf(evasive);
    }
}
