package org.schoolgate.proxy.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Audience;

/** The words of one language, from {@code texts_LANGUAGE.properties}. */
final class Texts {
    private static final String CLOCK = "EEEE d MMMM, HH:mm";

    private final Properties words = new Properties();
    private final Locale language;
    private final DateTimeFormatter clock;

    Texts(Locale language) {
        this.language = language;
        this.clock = DateTimeFormatter.ofPattern(CLOCK, language);
        try (InputStream file = Resources.open("texts_" + language.getLanguage() + ".properties")) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Locale language() {
        return language;
    }

    /** {@code rtl} or {@code ltr}, for the page as a whole. */
    String direction() {
        return word("direction");
    }

    /** As in {@code Monday 30 November, 08:30}. */
    String clock(ZonedDateTime time) {
        return clock.format(time);
    }

    /** @throws IllegalArgumentException when the file does not have it */
    String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalArgumentException("text: no " + key + " in " + language);
        }
        return word;
    }

    /** For an occasion as the audience is told it, or else as everyone is. */
    String word(Occasion occasion, @Nullable Audience audience, String part) {
        String general = occasion.key() + "." + part;
        if (audience == null) {
            return word(general);
        }
        String special = occasion.key() + "." + audience.id() + "." + part;
        return words.containsKey(special) ? word(special) : word(general);
    }
}
