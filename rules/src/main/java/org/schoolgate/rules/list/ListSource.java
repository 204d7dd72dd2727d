package org.schoolgate.rules.list;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;

/**
 * Where lists come from: a file, a folder, or an archive of a folder; compressed or not is told from the content.
 *
 * @param name starts the name of every list in it; letters, digits, dots, hyphens and underscores
 * @param category of everything in the source; without it, UT1's folders and the files of the other formats are named
 *     after their categories
 * @param provenance what is said of it; what that leaves open, its files say: the time of the newest, the first comment of a
 *     list about its licence
 */
public record ListSource(
        String name,
        ListFormat format,
        Path path,
        Optional<Category> category,
        ReadingOptions options,
        Provenance provenance) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Pattern EXTENSIONS =
            Pattern.compile("(?:\\.(?:tar|tgz|txz|zip|gz|xz|zst|bz2|txt|hosts|list|conf|rpz|zone|csv|jsonl))+$");

    /** @throws IllegalArgumentException when the name has other characters or more than 100 */
    public ListSource {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("list source name: \"" + name
                    + "\" (expected: up to 100 letters, digits, dots, hyphens and underscores)");
        }
    }

    /** A source of which nothing more is said. */
    public ListSource(String name, ListFormat format, Path path, Optional<Category> category) {
        this(name, format, path, category, ReadingOptions.STANDARD, Provenance.UNKNOWN);
    }

    /**
     * Reads {@code FORMAT:PATH[=CATEGORY]}. The source is named after its format when that is {@code ut1}, else after its
     * file.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static ListSource parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("list source: \"" + text + "\" (expected: FORMAT:PATH[=CATEGORY])");
        }
        ListFormat format = ListFormat.of(text.substring(0, colon));
        String rest = text.substring(colon + 1);
        int equals = rest.lastIndexOf('=');
        boolean hasCategory = equals >= 0 && rest.indexOf('/', equals) < 0;
        Path path = Path.of(hasCategory ? rest.substring(0, equals) : rest);
        Optional<Category> category =
                hasCategory ? Optional.of(new Category(rest.substring(equals + 1))) : Optional.empty();
        return new ListSource(defaultName(format, path), format, path, category);
    }

    public ListSource withName(String other) {
        return new ListSource(other, format, path, category, options, provenance);
    }

    public ListSource with(Category other) {
        return new ListSource(name, format, path, Optional.of(other), options, provenance);
    }

    public ListSource with(ReadingOptions others) {
        return new ListSource(name, format, path, category, others, provenance);
    }

    /** @throws IllegalArgumentException when it is none that a {@link Provenance} takes */
    public ListSource withLicence(String licence) {
        Provenance licensed = new Provenance(provenance.fetchedAt(), licence);
        return new ListSource(name, format, path, category, options, licensed);
    }

    /** The name of a file without what only says how it is packed. */
    static String baseName(String fileName) {
        String base = EXTENSIONS.matcher(fileName).replaceFirst("");
        return base.isEmpty() ? fileName : base;
    }

    private static String defaultName(ListFormat format, Path path) {
        if (format == ListFormat.UT1) {
            return format.id();
        }
        Path last = path.normalize().getFileName();
        String base = NOT_IN_A_NAME
                .matcher(baseName(last == null ? "" : last.toString()))
                .replaceAll("_");
        return NAME.matcher(base).matches() ? base : format.id();
    }
}
