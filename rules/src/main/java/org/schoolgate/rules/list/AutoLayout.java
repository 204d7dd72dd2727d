package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Told from the names of the files where they have the shape of a known set, else file by file from their lines.
 *
 * @param layouts of the formats that were found
 */
record AutoLayout(Map<String, Detected> detected, Map<ListFormat, Layout> layouts) implements Layout {
    /** What makers put beside their lists. */
    private static final Pattern NO_LIST = Pattern.compile(
            "(?:.*/)?(?:readme|licen[cs]e|copying|changelog|sources)(?:[._-].*)?", Pattern.CASE_INSENSITIVE);

    static Layout of(Path source) throws IOException {
        Set<String> paths = new TreeSet<>();
        Samples samples = new Samples();
        BadFilters badFilters = new BadFilters();
        Survey.of(source, path -> paths.add(path) && isSampled(path), (path, line) -> {
            samples.add(path, line);
            badFilters.look(path, line);
        });
        long shaped = paths.stream().filter(Ut1Layout::matches).count();
        if (shaped > 0) {
            return new Ut1Layout(shaped + " files in folders are named domains, urls or expressions");
        }
        if (E2guardianLayout.isMadeOf(paths, source)) {
            return E2guardianLayout.of(source);
        }
        paths.removeIf(path -> NO_LIST.matcher(path).matches());
        return of(source, samples.detected(paths), badFilters);
    }

    private static Layout of(Path source, Map<String, Detected> detected, BadFilters badFilters) throws IOException {
        Map<ListFormat, Layout> layouts = new EnumMap<>(ListFormat.class);
        layouts.put(ListFormat.ADBLOCK, new AdblockLayout(badFilters.byPath()));
        for (Detected file : detected.values()) {
            if (!layouts.containsKey(file.format())) {
                layouts.put(file.format(), file.format().layout(source));
            }
        }
        return new AutoLayout(detected, layouts);
    }

    private static boolean isSampled(String path) {
        return !Ut1Layout.matches(path) && !NO_LIST.matcher(path).matches();
    }

    @Override
    public List<Part> parts(String path) {
        Detected found = detected.get(path);
        return found == null
                ? List.of()
                : Objects.requireNonNull(layouts.get(found.format())).parts(path).stream()
                        .map(part -> part.with(found.evidence()))
                        .toList();
    }
}
