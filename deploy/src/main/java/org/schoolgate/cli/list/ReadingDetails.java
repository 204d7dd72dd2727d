package org.schoolgate.cli.list;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ReadingOptions;
import picocli.CommandLine.Option;

/** How single sources are to be read, by their names; each option as often as there are sources of which it is to be said. */
public final class ReadingDetails {
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

    /** @throws RefusedException when no source has a name that was given */
    public List<ListSource> over(List<ListSource> sources) throws RefusedException {
        refuseUnknown(suffixes, sources);
        refuseUnknown(namesAlone, sources);
        return sources.stream().map(this::over).toList();
    }

    private ListSource over(ListSource source) {
        return source.with(new ReadingOptions(suffixes.contains(source.name()), namesAlone.contains(source.name())));
    }

    static void refuseUnknown(Collection<String> named, List<ListSource> sources) throws RefusedException {
        Set<String> unknown = new TreeSet<>(named);
        sources.forEach(source -> unknown.remove(source.name()));
        if (!unknown.isEmpty()) {
            String known = sources.stream().map(ListSource::name).collect(Collectors.joining(", "));
            throw new RefusedException(
                    "no source is named " + unknown.iterator().next() + " (expected: "
                            + (known.isEmpty() ? "a --source of that name" : "one of " + known) + ")");
        }
    }
}
