package org.schoolgate.rules.policy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.file.FileGroup;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/** Reads single values; each method returns null for what it has reported as a finding. */
final class Terms {
    private static final Pattern NOT_TEXT =
            Pattern.compile("true|false|[-+]?\\d+|[-+]?\\d*\\.\\d+([eE][-+]?\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final Pattern OUTSIDE_ID = Pattern.compile("[a-z0-9_.-]{1,64}");
    private static final Pattern LIST = Pattern.compile("[^\\s/]+(/[^\\s/]+)?");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern SHORT_NUMBER = Pattern.compile("\\d{1,2}");
    private static final Pattern TIME = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)");
    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("\\d{4}-");
    private static final int MINUTES_OF_HOUR = 60;
    private static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_PORT = 65_535;

    private final Findings findings;
    private final Vocabulary vocabulary;

    Terms(Findings findings, Vocabulary vocabulary) {
        this.findings = findings;
        this.vocabulary = vocabulary;
    }

    @Nullable
    String text(YamlNode node) {
        boolean isText = node instanceof Scalar scalar
                && !scalar.isNull()
                && !(scalar.plain() && NOT_TEXT.matcher(scalar.text()).matches());
        if (!isText) {
            findings.add(node, "text", "text; put a number or a word like true in quotes");
            return null;
        }
        String text = ((Scalar) node).text();
        if (text.length() > MAX_TEXT) {
            findings.add(node, "text", "at most " + MAX_TEXT + " characters");
            return null;
        }
        return text;
    }

    @Nullable
    String id(YamlNode node) {
        if (node instanceof Scalar scalar && ID.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        findings.add(node, "id", "up to 64 of a-z, 0-9, _ and -, a letter or digit first");
        return null;
    }

    @Nullable
    Boolean flag(YamlNode node) {
        if (node instanceof Scalar scalar && scalar.plain()) {
            if (scalar.text().equals("true")) {
                return Boolean.TRUE;
            }
            if (scalar.text().equals("false")) {
                return Boolean.FALSE;
            }
        }
        findings.add(node, "flag", "true or false");
        return null;
    }

    @Nullable
    Integer port(YamlNode node) {
        return number(node, "port", 1, MAX_PORT);
    }

    /** The format of a document, of which this version reads one. */
    @Nullable
    Integer format(YamlNode node) {
        return number(node, "format", 1, 1);
    }

    /** A whole number of that range. */
    @Nullable
    Integer number(YamlNode node, String what, int min, int max) {
        if (node instanceof Scalar scalar && scalar.plain() && scalar.text().matches("\\d{1,9}")) {
            int number = Integer.parseInt(scalar.text());
            if (number >= min && number <= max) {
                return number;
            }
        }
        findings.add(node, what, min == max ? String.valueOf(min) : min + " to " + max);
        return null;
    }

    @Nullable
    Action action(YamlNode node) {
        return oneOf(node, "action", Action.values(), Action::id);
    }

    @Nullable
    Audience audience(YamlNode node) {
        return oneOf(node, "audience", Audience.values(), Audience::id);
    }

    @Nullable
    TunnelProtocol tunnelProtocol(YamlNode node) {
        return oneOf(node, "protocol", TunnelProtocol.values(), TunnelProtocol::id);
    }

    @Nullable
    FileGroup fileGroup(YamlNode node) {
        return oneOf(node, "group of files", FileGroup.values(), FileGroup::id);
    }

    @Nullable
    YoutubeLevel youtube(YamlNode node) {
        return oneOf(node, "level of YouTube", YoutubeLevel.values(), YoutubeLevel::id);
    }

    @Nullable
    SignIn signIn(YamlNode node) {
        return oneOf(node, "sign-in", SignIn.values(), SignIn::id);
    }

    /** A value of an enumeration, by its id. */
    <T> @Nullable T oneOf(YamlNode node, String what, T[] values, Function<T, String> id) {
        Collection<String> known = Arrays.stream(values).map(id).toList();
        for (T value : values) {
            if (node instanceof Scalar scalar && scalar.text().equals(id.apply(value))) {
                return value;
            }
        }
        findings.unknown(node, what, known, "one of " + String.join(", ", known));
        return null;
    }

    /** A category of the vocabulary, by its id or an alias. */
    @Nullable
    Category category(YamlNode node) {
        Category category = node instanceof Scalar scalar ? vocabulary.find(scalar.text()) : null;
        if (category == null) {
            findings.unknown(node, "category", vocabulary.names(), "a category of the vocabulary");
        }
        return category;
    }

    /** Whether it takes a second person to unblock sites of the category. */
    boolean isRisk(Category category) {
        return vocabulary.isRisk(category);
    }

    /** Whether to allow all of a list, or of a source, may open what it takes a second person to unblock. */
    boolean isRisk(String list) {
        int slash = list.indexOf('/');
        Category category = slash < 0 ? null : vocabulary.find(list.substring(slash + 1));
        return slash < 0 || category != null && vocabulary.isRisk(category);
    }

    /** A role that the document defines. */
    @Nullable
    String role(YamlNode node, Collection<String> defined) {
        return defined(node, "role", defined);
    }

    @Nullable
    HostPattern host(YamlNode node) {
        if (!(node instanceof Scalar scalar)) {
            findings.add(node, "host", "example.org, *.example.org or =example.org");
            return null;
        }
        try {
            return HostPattern.parse(scalar.text());
        } catch (HostSyntaxException e) {
            findings.add(node, "host", "example.org, *.example.org or =example.org; " + e.getMessage());
            return null;
        }
    }

    /** A host pattern and a path. */
    @Nullable
    UrlPattern url(YamlNode node) {
        String text = node instanceof Scalar scalar ? scalar.text() : "";
        int slash = text.indexOf('/');
        try {
            HostPattern hosts = HostPattern.parse(slash < 0 ? text : text.substring(0, slash));
            UrlPattern pages = slash < 0 ? null : UrlPattern.of(hosts, text.substring(slash));
            if (pages != null) {
                return pages;
            }
        } catch (HostSyntaxException e) {
            // reported below
        }
        findings.add(node, "url", "a host and a path, without https://, as in example.org/games");
        return null;
    }

    /** A person, a class: of a file beside the document. */
    @Nullable
    String outsideId(YamlNode node) {
        if (node instanceof Scalar scalar && OUTSIDE_ID.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        findings.add(node, "id", "up to 64 of a-z, 0-9, _, - and .");
        return null;
    }

    /** A list as explanations name it, or a source. */
    @Nullable
    String list(YamlNode node) {
        if (node instanceof Scalar scalar && LIST.matcher(scalar.text()).matches()) {
            return scalar.text();
        }
        findings.add(node, "list", "a list as explanations name it, as in ut1/games, or a source, as in ut1");
        return null;
    }

    /** One of the names that the document, or what stands beside it, defines. */
    @Nullable
    String defined(YamlNode node, String what, Collection<String> defined) {
        if (node instanceof Scalar scalar && defined.contains(scalar.text())) {
            return scalar.text();
        }
        String expected = defined.isEmpty()
                ? "one that the document defines"
                : defined.stream().sorted().collect(Collectors.joining(", ", "one of ", ""));
        findings.unknown(node, what, defined, expected);
        return null;
    }

    @Nullable
    Network network(YamlNode node) {
        if (!(node instanceof Scalar scalar)) {
            findings.add(node, "network", "a network such as 10.20.0.0/16");
            return null;
        }
        try {
            return Network.parse(scalar.text());
        } catch (IllegalArgumentException e) {
            findings.add(node.line(), node.column(), String.valueOf(e.getMessage()), null);
            return null;
        }
    }

    @Nullable
    ZoneId timeZone(YamlNode node) {
        if (node instanceof Scalar scalar) {
            try {
                return ZoneId.of(scalar.text());
            } catch (DateTimeException e) {
                // reported below, with the nearest name
            }
        }
        findings.unknown(node, "time zone", ZoneId.getAvailableZoneIds(), "a place such as Europe/London");
        return null;
    }

    /** As {@link #text}; a number is one too, being the name of a lesson. */
    @Nullable
    String label(YamlNode node) {
        boolean isNumber = node instanceof Scalar scalar
                && SHORT_NUMBER.matcher(scalar.text()).matches();
        return isNumber ? ((Scalar) node).text() : text(node);
    }

    /** A time by the clock on the wall, as its minute of the day. */
    @Nullable
    Integer minute(YamlNode node) {
        Integer minute = endMinute(node, "a time such as 08:30");
        if (minute != null && minute == MINUTES_OF_DAY) {
            findings.add(node, "time", "a time such as 08:30; a day begins at 00:00");
            return null;
        }
        return minute;
    }

    /** As {@link #minute}, with {@code 24:00} for the end of the day. */
    @Nullable
    Integer endMinute(YamlNode node) {
        return endMinute(node, "a time such as 15:30, or 24:00");
    }

    private @Nullable Integer endMinute(YamlNode node, String expected) {
        if (node instanceof Scalar scalar) {
            Matcher time = TIME.matcher(scalar.text());
            if (time.matches()) {
                return Integer.parseInt(time.group(1)) * MINUTES_OF_HOUR + Integer.parseInt(time.group(2));
            }
            if (scalar.text().equals("24:00")) {
                return MINUTES_OF_DAY;
            }
        }
        findings.add(node, "time", expected);
        return null;
    }

    @Nullable
    LocalDate date(YamlNode node) {
        return parsed(node, LocalDate::parse, "date", "a date such as 2026-09-03");
    }

    @Nullable
    LocalDateTime dateTime(YamlNode node) {
        return parsed(node, LocalDateTime::parse, "date and time", "such as 2027-05-10T09:00");
    }

    private <T> @Nullable T parsed(YamlNode node, Function<String, T> parser, String what, String expected) {
        if (node instanceof Scalar scalar
                && FOUR_DIGIT_YEAR.matcher(scalar.text()).lookingAt()) {
            try {
                return parser.apply(scalar.text());
            } catch (DateTimeException e) {
                // reported below
            }
        }
        findings.add(node, what, expected);
        return null;
    }

    /** @param others what may stand there besides, for the message */
    @Nullable
    DayOfWeek day(YamlNode node, List<String> others) {
        DayOfWeek day = node instanceof Scalar scalar ? WhenReader.dayOf(scalar.text()) : null;
        if (day == null) {
            List<String> known = new ArrayList<>(
                    Arrays.stream(DayOfWeek.values()).map(WhenReader::id).toList());
            known.addAll(others);
            findings.unknown(node, "day", known, "one of " + String.join(", ", known));
        }
        return day;
    }

    @Nullable
    Locale language(YamlNode node) {
        if (node instanceof Scalar scalar && LANGUAGE.matcher(scalar.text()).matches()) {
            return Locale.forLanguageTag(scalar.text());
        }
        findings.add(node, "language", "a tag such as en or ar");
        return null;
    }
}
