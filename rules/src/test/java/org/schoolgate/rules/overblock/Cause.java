package org.schoolgate.rules.overblock;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.url.PublicSuffixes;
import org.schoolgate.rules.url.SuffixSection;

/** Why a name that somebody calls good is blocked. */
enum Cause {
    /** A list says what the site is about, which the school does not want; a good site may be about it. */
    SUBJECT("intended: the school does not want the subject"),

    /** Lists of several makers accuse the site; they are believed rather than whoever calls it good. */
    AGREED("intended: lists of several makers agree"),

    /** Of all makers of lists, one accuses the site. */
    ALONE("the list's fault: nobody else accuses the site"),

    /** A list names what belongs to a company that lets many people have names below it. */
    SHARED("the list's fault: it names all that many people have below one name");

    /** What a good site is not. All other categories tell a subject. */
    private static final Set<Category> ACCUSING = Stream.of(
                    "malware",
                    "phishing",
                    "cryptojacking",
                    "ddos",
                    "dialer",
                    "stalkerware",
                    "hacking",
                    "redirector",
                    "residential-proxies",
                    "residential_proxies",
                    "adult",
                    "mixed_adult",
                    "agressif",
                    "dangerous_material",
                    "drogue",
                    "extremism",
                    "self_harm",
                    "fakenews",
                    "publicite",
                    "marketingware")
            .map(Category::new)
            .collect(Collectors.toUnmodifiableSet());

    private final String text;

    Cause(String text) {
        this.text = text;
    }

    /** Empty where nothing here explains it: no list, or no clause of the school's, was involved. */
    static Optional<Cause> of(Refusal refusal, PublicSuffixes suffixes) {
        if (!isSettledByList(refusal)) {
            return Optional.empty();
        }
        if (isShared(refusal, suffixes)) {
            return Optional.of(SHARED);
        }
        if (ACCUSING.contains(refusal.match().category())) {
            return Optional.of(refusal.makers().size() > 1 ? AGREED : ALONE);
        }
        return Optional.of(SUBJECT);
    }

    private static boolean isSettledByList(Refusal refusal) {
        Step step = refusal.reason().step();
        return refusal.reason().match() != null
                && (step == Step.RISK_FLOOR
                        || step == Step.CATEGORY && refusal.reason().clause() != null);
    }

    private static boolean isShared(Refusal refusal, PublicSuffixes suffixes) {
        String entry = refusal.match().entry().host();
        try {
            return !entry.equals(refusal.host().text()) && suffixes.section(Host.parse(entry)) == SuffixSection.PRIVATE;
        } catch (HostSyntaxException e) {
            return false; // a range or an expression, which names no host
        }
    }

    /** As in a table. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words for whoever reads the report. */
    String text() {
        return text;
    }
}
