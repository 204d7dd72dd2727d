package org.schoolgate.endtoend;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * What a UT1 archive says about hosts, as simply as it can be held: a map from each listed name to its categories. Shares no
 * code with the product's readers and its index.
 */
final class NaiveLists {
    private static final Pattern DOMAINS = Pattern.compile("(?:.*/)?([^/]+)/domains");
    private static final Pattern PLAIN_NAME = Pattern.compile("([a-z0-9-]{1,63}\\.)+[a-z][a-z0-9-]{0,62}");

    private final Map<String, Set<String>> categories = new HashMap<>();
    private final Map<String, List<String>> names = new TreeMap<>();

    private NaiveLists() {}

    static NaiveLists read(Path archive) throws IOException {
        NaiveLists lists = new NaiveLists();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = DOMAINS.matcher(entry.getName());
                if (entry.isFile() && path.matches()) {
                    lists.add(path.group(1), new BufferedReader(new InputStreamReader(tar, StandardCharsets.UTF_8)));
                }
            }
        }
        return lists;
    }

    private void add(String category, BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String name = line.strip().toLowerCase(Locale.ROOT).replaceAll("^\\.|\\.$", "");
            // A word without a dot would be a whole top-level domain.
            if (name.indexOf('.') > 0 && name.charAt(0) != '#') {
                categories.merge(name, Set.of(category), NaiveLists::both);
                if (PLAIN_NAME.matcher(name).matches()) {
                    names.computeIfAbsent(category, key -> new ArrayList<>()).add(name);
                }
            }
        }
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        if (some.containsAll(more)) {
            return some;
        }
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /** One of the names that a browser could ask for (no address, no odd character), of a category drawn first. */
    String draw(Random random) {
        List<List<String>> drawn = List.copyOf(names.values());
        List<String> ofOne = drawn.get(random.nextInt(drawn.size()));
        return ofOne.get(random.nextInt(ofOne.size()));
    }

    /** Of this very name. */
    Set<String> exactly(String host) {
        return categories.getOrDefault(host, Set.of());
    }

    /** Of the name and of every parent. */
    Set<String> of(String host) {
        Set<String> found = new HashSet<>(exactly(host));
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            found.addAll(exactly(host.substring(dot + 1)));
        }
        return found;
    }
}
