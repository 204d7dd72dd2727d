package org.schoolgate.rules.url;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

/** Reads the format of publicsuffix.org: a rule a line up to the first white space, comments behind {@code //}. */
final class SuffixReader {
    private static final int MIN_RULES = 20;

    private final String source;
    private final Map<String, SuffixTable.Rule> rules = new HashMap<>();
    private SuffixSection section = SuffixSection.ICANN;

    private SuffixReader(String source) {
        this.source = source;
    }

    /** @throws IOException naming the line that is no rule; or when there are so few rules that the rest must be lost */
    static SuffixTable read(BufferedReader lines, String source) throws IOException {
        SuffixReader reader = new SuffixReader(source);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reader.line(line, ++number);
        }
        if (reader.rules.size() < MIN_RULES) {
            throw new IOException(source + ": only " + reader.rules.size() + " rules; no list of public suffixes");
        }
        return new SuffixTable(reader.rules);
    }

    private void line(String line, int number) throws IOException {
        if (line.contains("===BEGIN PRIVATE DOMAINS===")) {
            section = SuffixSection.PRIVATE;
        } else if (line.contains("===BEGIN ICANN DOMAINS===")) {
            section = SuffixSection.ICANN;
        } else if (!line.isBlank() && !line.startsWith("//")) {
            try {
                rule(line.strip().split("\\s", 2)[0]);
            } catch (HostSyntaxException e) {
                throw new IOException(source + ":" + number + ": not a rule: " + e.getMessage(), e);
            }
        }
    }

    private void rule(String text) throws HostSyntaxException {
        if (text.startsWith("!")) {
            add(text.substring(1), SuffixSection.NONE, SuffixSection.NONE, true);
        } else if (text.startsWith("*.")) {
            add(text.substring(2), SuffixSection.NONE, section, false);
        } else {
            add(text, section, SuffixSection.NONE, false);
        }
    }

    private void add(String text, SuffixSection itself, SuffixSection below, boolean exception)
            throws HostSyntaxException {
        String name = Host.parse(Host.parseLenient(text).text()).text();
        rules.merge(name, new SuffixTable.Rule(name, itself, below, exception), SuffixReader::both);
    }

    private static SuffixTable.Rule both(SuffixTable.Rule a, SuffixTable.Rule b) {
        return new SuffixTable.Rule(
                a.name(), known(a.itself(), b.itself()), known(a.below(), b.below()), a.exception() || b.exception());
    }

    private static SuffixSection known(SuffixSection a, SuffixSection b) {
        return a == SuffixSection.NONE ? b : a;
    }
}
