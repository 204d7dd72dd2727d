package org.schoolgate.rules.url;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.schoolgate.rules.Host;

/**
 * The names below which anybody may register one, by the Public Suffix List (publicsuffix.org). Immutable; a look-up is
 * O(length of the name) and takes no lock.
 *
 * <p>The list changes every week and is not ours to give away, so it is a file that is read at start: the one a manager
 * names, else the one that Debian's package {@code publicsuffix} keeps current. Where there is neither, a short list of
 * our own has to do, that knows the second level of the countries whose schools we expect and nothing private.
 */
public final class PublicSuffixes {
    /** Where the Debian package puts the list. */
    public static final Path DEBIAN = Path.of("/usr/share/publicsuffix/public_suffix_list.dat");

    private static final String BUILT_IN = "short-suffix-list.dat";

    private final String source;
    private final SuffixTable table;

    private PublicSuffixes(String source, SuffixTable table) {
        this.source = source;
        this.table = table;
    }

    /** @throws IOException if it cannot be read or is no such list; the message names file and line */
    public static PublicSuffixes read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return new PublicSuffixes(file.toString(), SuffixReader.read(lines, file.toString()));
        }
    }

    /** The list at {@code file} if there is one, else {@link #builtIn}. */
    public static PublicSuffixes readOrBuiltIn(Path file) throws IOException {
        return Files.exists(file) ? read(file) : builtIn();
    }

    public static PublicSuffixes builtIn() {
        InputStream resource = Objects.requireNonNull(PublicSuffixes.class.getResourceAsStream(BUILT_IN), BUILT_IN);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return new PublicSuffixes("built in", SuffixReader.read(lines, BUILT_IN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file, or {@code built in}: for health and summaries. */
    public String source() {
        return source;
    }

    /**
     * The name that somebody registered, of which {@code host} is a part: of {@code a.b.example.co.uk} it is {@code
     * example.co.uk}. Empty for addresses, for public suffixes and for names with an empty label.
     */
    public Optional<String> registrable(Host host) {
        String name = host.text();
        int suffix = suffixStart(host);
        return suffix <= 0 ? Optional.empty() : Optional.of(name.substring(name.lastIndexOf('.', suffix - 2) + 1));
    }

    /** Whether the whole of {@code host} is a public suffix, as a single label always is. */
    public boolean isSuffix(Host host) {
        return suffixStart(host) == 0;
    }

    /** The section whose rule makes {@code host} a suffix; {@code NONE} where there is no rule, as for unknown single labels. */
    public SuffixSection section(Host host) {
        if (host.isAddress()) {
            return SuffixSection.NONE;
        }
        String name = host.text();
        int parent = name.indexOf('.') + 1;
        int hashOfParent = SuffixTable.extended(0, name, parent, name.length());
        SuffixTable.Rule rule = table.find(name, 0, SuffixTable.extended(hashOfParent, name, 0, parent));
        SuffixSection section = rule == null ? SuffixSection.NONE : rule.itself();
        if (section == SuffixSection.NONE && parent > 0) {
            SuffixTable.Rule above = table.find(name, parent, hashOfParent);
            section = above == null ? SuffixSection.NONE : above.below();
        }
        // Most names are out before all their labels are looked at.
        return section != SuffixSection.NONE && isSuffix(host) ? section : SuffixSection.NONE;
    }

    /** Where the suffix of the name begins by the rule that prevails; or -1. Without any rule it is the last label. */
    private int suffixStart(Host host) {
        String name = host.text();
        if (host.isAddress() || name.startsWith(".") || name.contains("..")) {
            return -1;
        }
        int suffix = name.length();
        boolean wildcard = true;
        int hash = 0;
        for (int start = name.length() - 1; start >= 0; start--) {
            hash = SuffixTable.extended(hash, name.charAt(start));
            if (start > 0 && name.charAt(start - 1) != '.') {
                continue;
            }
            SuffixTable.Rule rule = table.find(name, start, hash);
            if (rule != null && rule.exception()) {
                return name.indexOf('.', start) + 1;
            }
            if (wildcard || (rule != null && rule.itself() != SuffixSection.NONE)) {
                suffix = start;
            }
            wildcard = rule != null && rule.below() != SuffixSection.NONE;
        }
        return suffix;
    }
}
