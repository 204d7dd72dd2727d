package org.schoolgate.cli.process;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the port of an option: 0, which takes any free one, to 65535. */
final class PortConverter implements ITypeConverter<Integer> {
    private static final int MAX_PORT = 65_535;

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new TypeConversionException("\"" + text + "\" (expected: 0 to " + MAX_PORT + ")");
    }
}
