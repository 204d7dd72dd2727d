package org.schoolgate.cli.list;

import java.util.List;
import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.Option;

/** {@code --source FORMAT:PATH[=CATEGORY]}, as often as there are sources. */
final class SourceOption {
    @Option(
            names = "--source",
            required = true,
            paramLabel = "FORMAT:PATH[=CATEGORY]",
            converter = SourceConverter.class,
            description =
                    "A list: a file, a folder, or an archive of one. FORMAT is auto, which tells it from the content,"
                            + " or names it. Repeatable.")
    private List<ListSource> sources;

    List<ListSource> sources() {
        return sources;
    }
}
