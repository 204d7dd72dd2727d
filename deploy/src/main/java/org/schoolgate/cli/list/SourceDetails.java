package org.schoolgate.cli.list;

import java.util.List;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.Mixin;

/** What is said of single sources, by their names: how they are to be read, and on what terms they may be used. */
final class SourceDetails {
    @Mixin
    private ReadingDetails reading;

    @Mixin
    private LicenceOption licences;

    /** @throws RefusedException when no source has a name that was given, or a licence cannot be one */
    List<ListSource> over(List<ListSource> sources) throws RefusedException {
        return licences.over(reading.over(sources));
    }
}
