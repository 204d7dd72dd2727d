package org.schoolgate.rules.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.schoolgate.rules.Category;

/** Reads what a policy says of detection; what it leaves out is as in {@link Detection#DEFAULTS}. */
final class DetectionReader {
    private static final String KEY = "detection";
    private static final YamlNode NOTHING = new YamlNode.Mapping(Map.of(), 1, 1);
    private static final int MAX_SECONDS = 600;
    private static final int MAX_MINUTES = 24 * 60;
    private static final int MAX_PAGES = 100;
    private static final int MAX_ACTS = 4;
    private static final int MAX_INCIDENTS = 10_000;

    private final Findings findings;
    private final Terms terms;

    DetectionReader(Findings findings, Terms terms) {
        this.findings = findings;
        this.terms = terms;
    }

    Detection detection(Fields policy) {
        Detection defaults = Detection.DEFAULTS;
        Fields all = fields(
                policy,
                KEY,
                "detection",
                "page_view_seconds",
                "incidents_per_hour",
                "repeated_blocks",
                "circumvention");
        Fields repeated = fields(all, "repeated_blocks", "repeated blocks", "pages", "minutes", "except");
        Fields circumvention = fields(all, "circumvention", "circumvention", "acts", "minutes", "categories");
        return new Detection(
                Duration.ofSeconds(number(
                        all,
                        "page_view_seconds",
                        1,
                        MAX_SECONDS,
                        defaults.pageView().toSeconds())),
                number(repeated, "pages", 2, MAX_PAGES, defaults.repeatedPages()),
                Duration.ofMinutes(number(
                        repeated,
                        "minutes",
                        1,
                        MAX_MINUTES,
                        defaults.repeatedWithin().toMinutes())),
                categories(repeated, "except"),
                number(circumvention, "acts", 2, MAX_ACTS, defaults.acts()),
                Duration.ofMinutes(number(
                        circumvention,
                        "minutes",
                        1,
                        MAX_MINUTES,
                        defaults.actsWithin().toMinutes())),
                categories(circumvention, "categories"),
                number(all, "incidents_per_hour", 1, MAX_INCIDENTS, defaults.perHour()));
    }

    private Fields fields(Fields parent, String key, String what, String... keys) {
        YamlNode node = parent.at(key);
        return new Fields(findings, node == null ? NOTHING : node, what, keys);
    }

    private int number(Fields fields, String key, int min, int max, long otherwise) {
        Integer number = fields.optional(key, node -> terms.number(node, key, min, max));
        return number == null ? Math.toIntExact(otherwise) : number;
    }

    private Set<Category> categories(Fields fields, String key) {
        return fields.set(key, terms::category);
    }
}
