package org.schoolgate.cli.list;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Scope;

/** A plain format, with a name a line, and what it can say. */
enum ExportFormat {
    /** Each name stands for all below it too. */
    DOMAINS("", "%s", "%s"),
    /** {@code *.name} is the name and all below it, {@code name} itself only. */
    WILDCARD("%s", "*.%s", "%s"),
    /** {@code .name} is the name and all below it, {@code name} itself only: Squid's {@code dstdomain}. */
    SQUID("%s", ".%s", "%s"),
    /** The name only; what is below it is lost. */
    HOSTS("0.0.0.0 %s", "0.0.0.0 %s", "");

    private final String exact;
    private final String nameAndBelow;
    private final String address;

    /** Each with {@code %s} for the name, and empty where the format has no way to say it. */
    ExportFormat(String exact, String nameAndBelow, String address) {
        this.exact = exact;
        this.nameAndBelow = nameAndBelow;
        this.address = address;
    }

    /** @return empty when there is none of that id */
    static Optional<ExportFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String ids() {
        return Arrays.stream(values()).map(ExportFormat::id).collect(Collectors.joining(", "));
    }

    /** The line for an entry; empty when it would say something else, see {@link #why}. */
    Optional<String> line(ListedEntry entry) {
        return why(entry).isPresent()
                ? Optional.empty()
                : Optional.of(pattern(entry).formatted(entry.text()));
    }

    /** What it is about the entry that the format cannot say. */
    Optional<String> why(ListedEntry entry) {
        if (entry.kind() != Kind.NAME) {
            return Optional.of(
                    switch (entry.kind()) {
                        case NAME, PAGES -> "pages";
                        case RANGE -> "ranges of addresses";
                        case EXPRESSION -> "regular expressions";
                    });
        }
        if (entry.effect() == Effect.EXCEPTED) {
            return Optional.of("exceptions");
        }
        return pattern(entry).isEmpty() ? Optional.of(subject(entry)) : Optional.empty();
    }

    /** Whether its line says less than the entry. */
    boolean narrows(ListedEntry entry) {
        return this == HOSTS && entry.scope() != Scope.EXACT;
    }

    private String pattern(ListedEntry entry) {
        if (isAddress(entry.text())) {
            return address;
        }
        return switch (entry.scope()) {
            case EXACT -> exact;
            case NAME_AND_BELOW -> nameAndBelow;
            case BELOW_ONLY -> "";
        };
    }

    private static String subject(ListedEntry entry) {
        if (isAddress(entry.text())) {
            return "addresses";
        }
        return switch (entry.scope()) {
            case EXACT -> "names without what is below them";
            case NAME_AND_BELOW -> "names with what is below them";
            case BELOW_ONLY -> "what is below names without the names";
        };
    }

    /** Of a canonical host: no top-level domain is a number. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1)) && isNumber(host);
    }

    private static boolean isNumber(String host) {
        return host.substring(host.lastIndexOf('.') + 1).chars().allMatch(Character::isDigit);
    }
}
