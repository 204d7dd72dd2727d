package org.schoolgate.cli.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.Option;

/** {@code --licence NAME=TEXT}, as often as there are sources of which it is to be said. */
public final class LicenceOption {
    @Option(
            names = "--licence",
            paramLabel = "NAME=TEXT",
            description =
                    "On what terms the source of this name may be used; without it, what its lists say in their first"
                            + " comment lines. Repeatable.")
    private Map<String, String> licences = new LinkedHashMap<>();

    /** @throws RefusedException when no source has a name that was given, or a licence cannot be one */
    public List<ListSource> over(List<ListSource> sources) throws RefusedException {
        ReadingDetails.refuseUnknown(licences.keySet(), sources);
        List<ListSource> licensed = new ArrayList<>();
        for (ListSource source : sources) {
            licensed.add(licensed(source));
        }
        return licensed;
    }

    private ListSource licensed(ListSource source) throws RefusedException {
        String licence = licences.get(source.name());
        try {
            return licence == null ? source : source.withLicence(licence);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(source.name() + ": " + e.getMessage());
        }
    }
}
