package org.schoolgate.proxy.portal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who will read an answer, by the head of the request: a person looking at a page, or a page that wanted a part.
 *
 * @param acceptLanguage value of the field; null when absent
 * @param wantsPage whether the answer is shown as a page
 * @param isBrowsing whether a browser says that it goes to a page; {@code false} also for programs that take anything
 */
public record Reader(@Nullable String acceptLanguage, boolean wantsPage, boolean isBrowsing) {
    private static final int MAX_RANGES = 16;

    private record Range(String language, double weight) {}

    /**
     * Browsers say in {@code Sec-Fetch-Dest} what a response is for; without it, whoever can show HTML gets a page.
     *
     * @param fetchDest value of {@code Sec-Fetch-Dest}; null when absent
     * @param accept value of {@code Accept}; null when absent
     */
    public static Reader of(@Nullable String acceptLanguage, @Nullable String fetchDest, @Nullable String accept) {
        boolean takesHtml = accept != null && accept.contains("text/html");
        if (fetchDest != null) {
            boolean isDocument = fetchDest.equals("document");
            return new Reader(acceptLanguage, isDocument || fetchDest.endsWith("frame"), isDocument);
        }
        boolean wantsPage = accept == null || takesHtml || accept.strip().equals("*/*");
        return new Reader(acceptLanguage, wantsPage, takesHtml);
    }

    /** The one of {@code offered} that is wanted most, else the first. */
    Locale choose(List<Locale> offered) {
        if (offered.size() == 1) {
            return offered.get(0);
        }
        for (Range range : ranges()) {
            for (Locale locale : offered) {
                if (locale.getLanguage().equals(range.language())) {
                    return locale;
                }
            }
        }
        return offered.get(0);
    }

    /** By weight, the greatest first (RFC 9110, section 12.5.4); what is malformed does not count. */
    private List<Range> ranges() {
        if (acceptLanguage == null) {
            return List.of();
        }
        List<Range> ranges = new ArrayList<>();
        for (String item : acceptLanguage.split(",", MAX_RANGES)) {
            String[] parts = item.split(";", 2);
            double weight = parts.length == 1 ? 1 : weight(parts[1].strip());
            if (weight > 0) {
                ranges.add(new Range(primary(parts[0].strip()), weight));
            }
        }
        ranges.sort(Comparator.comparingDouble(Range::weight).reversed());
        return ranges;
    }

    private static String primary(String tag) {
        int hyphen = tag.indexOf('-');
        return (hyphen < 0 ? tag : tag.substring(0, hyphen)).toLowerCase(Locale.ROOT);
    }

    private static double weight(String parameter) {
        boolean wellFormed = parameter.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");
        return wellFormed ? Double.parseDouble(parameter.substring(2)) : 0;
    }
}
