package org.schoolgate.cli.list;

import java.util.List;
import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code --source FORMAT:PATH[=CATEGORY]}, as often as there are sources. */
final class SourceOption {
    @Option(
            names = "--source",
            required = true,
            paramLabel = "FORMAT:PATH[=CATEGORY]",
            converter = Converter.class,
            description = "A list: ut1, domains or hosts; a file, a folder, or an archive of one. Repeatable.")
    private List<ListSource> sources;

    List<ListSource> sources() {
        return sources;
    }

    static final class Converter implements ITypeConverter<ListSource> {
        @Override
        public ListSource convert(String value) {
            try {
                return ListSource.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
