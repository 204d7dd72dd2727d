package org.schoolgate.rules.list;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder is a list: its {@code domains}, {@code urls} and {@code expressions}, each also split into {@code domains.0},
 * {@code domains.1} and so on. {@code very_restrictive_expression} is for those who accept that much else is blocked, and
 * is counted only; {@code usage} and the rest say nothing about hosts.
 *
 * @param evidence see {@link ListSummary#evidence}
 */
record Ut1Layout(String evidence) implements Layout {
    private static final Pattern PATH =
            Pattern.compile("((?:.*/)?([^/]+))/(domains|urls|expressions|very_restrictive_expression)(?:\\.[0-9]+)?");

    static boolean matches(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public List<Part> parts(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return List.of();
        }
        Supplier<ListReader> reader = reader(matcher.group(3));
        return List.of(new Part(matcher.group(1), matcher.group(2), path, ListFormat.UT1, evidence, reader));
    }

    private static Supplier<ListReader> reader(String kind) {
        return switch (kind) {
            case "domains" -> DomainsReader::new;
            case "urls" -> FolderUrlsReader::new;
            case "expressions" -> ExpressionsReader::new;
            default -> () -> (line, out) -> out.seen("very restrictive expressions, which are not used");
        };
    }
}
