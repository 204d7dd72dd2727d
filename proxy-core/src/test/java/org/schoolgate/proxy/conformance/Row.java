package org.schoolgate.proxy.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the conformance table.
 *
 * @param place file and line
 * @param rule what it comes from: sections of RFC 9110, 9112, 6455, 9209, or of the threat model
 */
record Row(String place, String name, String rule, List<Step> steps, List<Recorded> explicitRecords) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (101|[2-5]\\d\\d) ");
    private static final Pattern ERROR = Pattern.compile("error=(\\w+)");

    /** What an access record says of one exchange; {@code note} is empty where there is none. */
    record Recorded(int status, String note) {}

    Row {
        steps = List.copyOf(steps);
        explicitRecords = List.copyOf(explicitRecords);
    }

    /** The records that it leaves: one for each answer, where it does not say otherwise. */
    List<Recorded> records() {
        if (!explicitRecords.isEmpty()) {
            return explicitRecords;
        }
        List<Recorded> records = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Refused refused) {
                records.add(new Recorded(refused.status(), errorIn(refused.proxyStatus())));
            } else if (step instanceof Step.Gets gets && gets.isClient()) {
                Matcher statusLine = STATUS_LINE.matcher(gets.bytes());
                while (statusLine.find()) {
                    records.add(new Recorded(Integer.parseInt(statusLine.group(1)), ""));
                }
            }
        }
        return records;
    }

    private static String errorIn(String proxyStatus) {
        Matcher error = ERROR.matcher(proxyStatus);
        return error.find() && !error.group(1).equals("http_request_denied") ? error.group(1) : "";
    }

    @Override
    public String toString() {
        return name + " [" + rule + "] " + place;
    }
}
