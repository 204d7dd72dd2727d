package org.schoolgate.rules.index;

import java.util.Locale;

/**
 * A part of an index file.
 *
 * @param name as in the description of the file, in small letters; {@code section-N} where only a later version knows it
 * @param count of what it is a sequence of
 */
public record SectionFacts(String name, long count, long bytes) {
    static SectionFacts of(Section section) {
        return new SectionFacts(name(section.type()), section.count(), section.length());
    }

    private static String name(int code) {
        for (SectionType type : SectionType.values()) {
            if (type.code() == code) {
                return type.name().toLowerCase(Locale.ROOT);
            }
        }
        return "section-" + code;
    }
}
