package org.schoolgate.proxy.portal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Audience;

/**
 * Writes the pages. Each is laid out once per occasion, audience and language; what differs from one exchange to the next
 * is put into it, escaped. Thread-safe.
 */
public final class Portal {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("ar"));
    private static final String HTML = "text/html; charset=utf-8";
    private static final int DETAILS_LENGTH = 512;
    private static final String PLAIN = "text/plain; charset=utf-8";

    private record Layout(Occasion occasion, @Nullable Audience audience, Locale language) {}

    /** A page as it is sent, but for the details of the exchange, which come in between. */
    private record Sheet(byte[] before, byte[] after) {
        private static final String HOLE = "{{details}}";

        static Sheet of(String text) {
            int hole = text.indexOf(HOLE);
            return new Sheet(utf8(text.substring(0, hole)), utf8(text.substring(hole + HOLE.length())));
        }

        byte[] with(String details) {
            byte[] between = utf8(details);
            byte[] page = Arrays.copyOf(before, before.length + between.length + after.length);
            System.arraycopy(between, 0, page, before.length, between.length);
            System.arraycopy(after, 0, page, before.length + between.length, after.length);
            return page;
        }
    }

    private final Map<Layout, Sheet> sheets = new ConcurrentHashMap<>();
    private final Map<Locale, Texts> texts = LANGUAGES.stream().collect(Collectors.toMap(l -> l, Texts::new));
    private final Template frame = new Template(Resources.text("page.html"));
    private final String style = Resources.text("page.css");
    private final String securityPolicy =
            "default-src 'none'; style-src " + StyleHash.of(style) + "; base-uri 'none'; form-action 'none'";

    /** A page for whoever looks at one, else a line of text. */
    public Page page(Notice notice, Reader reader) {
        Locale language = reader.choose(offered(notice.languages()));
        Texts words = Objects.requireNonNull(texts.get(language), "one of ours");
        return reader.wantsPage() ? html(notice, words) : line(notice, words);
    }

    /** Those of the policy's languages that we have words for; all that we have when that leaves none. */
    private static List<Locale> offered(List<Locale> wanted) {
        List<Locale> offered = new ArrayList<>();
        for (Locale locale : wanted) {
            for (Locale ours : LANGUAGES) {
                if (ours.getLanguage().equals(locale.getLanguage())) {
                    offered.add(ours);
                }
            }
        }
        return offered.isEmpty() ? LANGUAGES : offered;
    }

    private Page html(Notice notice, Texts words) {
        Layout layout = new Layout(notice.occasion(), notice.audience(), words.language());
        Sheet sheet = sheets.get(layout);
        if (sheet == null) {
            sheet = sheets.computeIfAbsent(layout, key -> Sheet.of(layOut(key, words)));
        }
        return new Page(HTML, words.language(), securityPolicy, sheet.with(details(notice, words)));
    }

    private String layOut(Layout layout, Texts words) {
        return frame.fill(Map.of(
                "language", words.language().toLanguageTag(),
                "direction", words.direction(),
                "style", style,
                "audience",
                        layout.audience() == null
                                ? "unknown"
                                : layout.audience().id(),
                "title", Template.escape(words.word(layout.occasion(), layout.audience(), "title")),
                "text", Template.escape(words.word(layout.occasion(), layout.audience(), "text"))));
    }

    private static String details(Notice notice, Texts words) {
        Audience audience = notice.audience();
        StringBuilder rows = new StringBuilder(DETAILS_LENGTH);
        if (audience != Audience.KS1 && audience != Audience.KS2) {
            row(rows, words.word("label.host"), notice.host());
        }
        if (audience == Audience.ADULT || audience == Audience.DEVICE) {
            row(rows, words.word("label.category"), notice.category());
            row(rows, words.word("label.rule"), notice.rule());
        }
        if (audience != Audience.KS1 && notice.until() != null) {
            row(rows, words.word("label.until"), words.clock(notice.until()), "auto");
        }
        row(rows, words.word("label.reference"), notice.reference());
        return rows.toString();
    }

    /** Values are names and ids: left to right whatever the page is. */
    private static void row(StringBuilder rows, String label, @Nullable String value) {
        row(rows, label, value, "ltr");
    }

    private static void row(StringBuilder rows, String label, @Nullable String value, String direction) {
        if (value != null) {
            rows.append("<dt>")
                    .append(Template.escape(label))
                    .append("</dt><dd dir=\"")
                    .append(direction)
                    .append("\">")
                    .append(Template.escape(value))
                    .append("</dd>\n");
        }
    }

    private Page line(Notice notice, Texts words) {
        String title = words.word(notice.occasion(), notice.audience(), "title");
        String text = notice.reference() == null ? title : title + " (" + notice.reference() + ")";
        return new Page(PLAIN, words.language(), "default-src 'none'", utf8(text + "\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
