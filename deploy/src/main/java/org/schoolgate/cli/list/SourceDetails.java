package org.schoolgate.cli.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ReadingOptions;
import picocli.CommandLine.Option;

/** What is said of single sources, by their names; each option as often as there are sources of which it is to be said. */
final class SourceDetails {
    @Option(
            names = "--take-suffixes",
            paramLabel = "NAME",
            description = "Also takes public suffixes, such as a whole top-level domain, from the source of this name."
                    + " Repeatable.")
    private Set<String> suffixes = new TreeSet<>();

    @Option(
            names = "--names-alone",
            paramLabel = "NAME",
            description = "Takes each name of the hosts list of this name for itself alone, not for what is below it."
                    + " Repeatable.")
    private Set<String> namesAlone = new TreeSet<>();

    @Option(
            names = "--licence",
            paramLabel = "NAME=TEXT",
            description =
                    "On what terms the source of this name may be used; without it, what its lists say in their first"
                            + " comment lines. Repeatable.")
    private Map<String, String> licences = new LinkedHashMap<>();

    /** @throws RefusedException when no source has a name that was given, or a licence cannot be one */
    List<ListSource> over(List<ListSource> sources) throws RefusedException {
        refuseUnknown(sources);
        List<ListSource> detailed = new ArrayList<>();
        for (ListSource source : sources) {
            detailed.add(over(source));
        }
        return detailed;
    }

    private void refuseUnknown(List<ListSource> sources) throws RefusedException {
        Set<String> unknown = new TreeSet<>(suffixes);
        unknown.addAll(namesAlone);
        unknown.addAll(licences.keySet());
        sources.forEach(source -> unknown.remove(source.name()));
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    "no source is named " + unknown.iterator().next() + " (expected: one of "
                            + sources.stream().map(ListSource::name).collect(Collectors.joining(", ")) + ")");
        }
    }

    private ListSource over(ListSource source) throws RefusedException {
        String name = source.name();
        ListSource detailed = source.with(new ReadingOptions(suffixes.contains(name), namesAlone.contains(name)));
        String licence = licences.get(name);
        try {
            return licence == null ? detailed : detailed.withLicence(licence);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(name + ": " + e.getMessage());
        }
    }
}
