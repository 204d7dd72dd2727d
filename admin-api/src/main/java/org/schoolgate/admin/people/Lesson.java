package org.schoolgate.admin.people;

import org.jspecify.annotations.Nullable;

/**
 * When a class is taught, each week or each week of a name. It has a period or hours, not both.
 *
 * @param day of the week, as {@code monday}
 * @param week one of the names of the calendar's weeks; null for all weeks
 * @param period of the calendar's bells
 * @param from by the school's clock, as {@code 08:45}
 * @param to as {@code from}, and later
 * @param room id of a zone; null where it is not said
 */
public record Lesson(
        String day,
        @Nullable String week,
        @Nullable String period,
        @Nullable String from,
        @Nullable String to,
        @Nullable String room) {}
