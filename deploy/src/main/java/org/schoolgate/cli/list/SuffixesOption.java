package org.schoolgate.cli.list;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.Option;

/** {@code --take-suffixes NAME}, as often as there are sources that are to block whole top-level domains or the like. */
final class SuffixesOption {
    @Option(
            names = "--take-suffixes",
            paramLabel = "NAME",
            description = "Also takes public suffixes, such as a whole top-level domain, from the source of this name."
                    + " Repeatable.")
    private Set<String> names = new TreeSet<>();

    /** @throws RefusedException when no source has a name that was given */
    List<ListSource> over(List<ListSource> sources) throws RefusedException {
        Set<String> unknown = new TreeSet<>(names);
        sources.forEach(source -> unknown.remove(source.name()));
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    "no source is named " + unknown.iterator().next() + " (expected: one of "
                            + sources.stream().map(ListSource::name).collect(Collectors.joining(", ")) + ")");
        }
        return sources.stream()
                .map(source -> names.contains(source.name()) ? source.withSuffixes() : source)
                .toList();
    }
}
