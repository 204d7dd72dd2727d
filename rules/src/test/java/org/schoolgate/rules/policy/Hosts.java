package org.schoolgate.rules.policy;

import java.util.Random;
import java.util.StringJoiner;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** Hosts and patterns that a test knows to be right. */
final class Hosts {
    private Hosts() {}

    static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    static HostPattern pattern(String text) {
        try {
            return HostPattern.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    /** One to four labels out of three, so that parents and children meet often. */
    static String random(Random random) {
        StringJoiner labels = new StringJoiner(".");
        for (int label = random.nextInt(4); label >= 0; label--) {
            labels.add(new String[] {"a", "b", "example"}[random.nextInt(3)]);
        }
        return labels.toString();
    }
}
