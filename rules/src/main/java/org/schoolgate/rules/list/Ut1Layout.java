package org.schoolgate.rules.list;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder is a list. Its {@code domains}, also split into {@code domains.0}, {@code domains.1} and so on, are entries;
 * {@code urls} and {@code expressions} are counted; {@code usage} and the rest say nothing about hosts.
 */
final class Ut1Layout implements Layout {
    private static final Pattern PATH =
            Pattern.compile("(?:.*/)?([^/]+)/(domains|urls|expressions|very_restrictive_expression)(?:\\.[0-9]+)?");

    @Override
    public Optional<Part> part(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String folder = matcher.group(1);
        return Optional.of(new Part(folder, path.substring(matcher.start(1)), reader(matcher.group(2))));
    }

    private static Supplier<ListReader> reader(String kind) {
        return switch (kind) {
            case "domains" -> DomainsReader::new;
            case "urls" -> () -> counting("urls");
            default -> () -> counting("expressions");
        };
    }

    private static ListReader counting(String what) {
        return (line, out) -> {
            if (line.charAt(0) != '#') {
                out.seen(what);
            }
        };
    }
}
