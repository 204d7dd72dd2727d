package org.schoolgate.cli.list;

import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code FORMAT:PATH[=CATEGORY]}; another text is wrong usage. */
public final class SourceConverter implements ITypeConverter<ListSource> {
    @Override
    public ListSource convert(String value) {
        try {
            return ListSource.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
