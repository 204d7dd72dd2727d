package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Told from the names of the files where they have the shape of a known set, else file by file from their lines.
 *
 * @param layouts of the formats that were found
 */
record AutoLayout(Map<String, Detected> detected, Map<ListFormat, Layout> layouts) implements Layout {
    static Layout of(Path source) throws IOException {
        Set<String> paths = new TreeSet<>();
        Samples samples = new Samples();
        BadFilters badFilters = new BadFilters();
        Survey.of(source, path -> paths.add(path) && isSampled(path), (path, line) -> {
            samples.add(path, line);
            badFilters.look(path, line);
        });
        paths.removeIf(Companions::matches);
        Set<String> shaped = paths.stream().filter(Ut1Layout::matches).collect(Collectors.toSet());
        if (!shaped.isEmpty()) {
            Set<String> folders = shaped.stream().map(AutoLayout::folder).collect(Collectors.toSet());
            refuseOthers(paths, path -> folders.contains(folder(path)), samples, ListFormat.UT1);
            return new Ut1Layout(shaped.size() + " files in folders are named domains, urls or expressions");
        }
        if (E2guardianLayout.isMadeOf(paths, source)) {
            E2guardianLayout layout = E2guardianLayout.of(source);
            refuseOthers(paths, layout::knows, samples, ListFormat.E2GUARDIAN);
            return layout;
        }
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
        return !Ut1Layout.matches(path) && !Companions.matches(path);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** A list that does not fit in with the others must not go unread. */
    private static void refuseOthers(
            Collection<String> paths, Predicate<String> fitsIn, Samples samples, ListFormat format)
            throws ListSourceException {
        for (String path : paths) {
            Optional<Detected> list = fitsIn.test(path) ? Optional.empty() : samples.list(path);
            if (list.isPresent()) {
                throw new ListSourceException("%s: a list of the format %s (%s) among files of %s"
                                .formatted(
                                        path,
                                        list.get().format().id(),
                                        list.get().evidence(),
                                        format.id())
                        + " (expected: it in a source of its own, or the format " + format.id()
                        + " to be named, which leaves it out)");
            }
        }
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
