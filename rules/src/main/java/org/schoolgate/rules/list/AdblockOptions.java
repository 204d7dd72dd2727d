package org.schoolgate.rules.list;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the options of a rule make of it. Those that are no condition leave it as it is; with all others it cannot be taken. */
final class AdblockOptions {
    private static final String SITE = "depends on the site that asks";
    private static final String TYPE = "for some kinds of requests only";
    private static final String CLIENT = "depends on the client or its question to a resolver";
    private static final String CHANGE = "changes requests or pages instead of blocking";

    private static final Map<String, String> PROBLEMS = new HashMap<>();

    static {
        put("", "_ all badfilter important match-case");
        put(
                SITE,
                "1p 3p first-party third-party strict-first-party strict-third-party strict1p strict3p domain from to denyallow");
        put(
                TYPE,
                "css doc document font frame image media method object object-subrequest other ping popunder popup script "
                        + "stylesheet subdocument webrtc websocket xhr xmlhttprequest header");
        put(CLIENT, "app client ctag dnsrewrite dnstype extension network");
        put(
                CHANGE,
                "content cookie csp ehide elemhide empty genericblock generichide ghide hls inline-font inline-script ipaddress "
                        + "jsinject jsonprune mp4 permissions reason redirect redirect-rule referrerpolicy removeheader removeparam "
                        + "replace rewrite shide specifichide stealth uritransform urlblock urlskip urltransform xmlprune");
    }

    private AdblockOptions() {}

    /** Why a rule with these options is not taken; empty when it is. */
    static String problem(List<String> options) {
        for (String option : options) {
            String problem = PROBLEMS.get(name(option));
            // Without a condition, an option can be neither turned around nor given a value.
            if (problem == null || problem.isEmpty() && !PROBLEMS.containsKey(option)) {
                return "option that is not known";
            }
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return "";
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return option.substring(option.startsWith("~") ? 1 : 0, equals < 0 ? option.length() : equals);
    }

    private static void put(String problem, String names) {
        for (String name : names.split(" ")) {
            PROBLEMS.put(name, problem);
        }
    }
}
