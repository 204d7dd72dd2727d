/**
 * The school's calendar and clock: terms, closures, bells, weeks, exams, and what is so at an instant. Immutable, and no clock
 * is read. Start at {@link org.schoolgate.rules.calendar.Calendar#at}; what a policy says by time is a {@link
 * org.schoolgate.rules.calendar.When}.
 *
 * <p>The clock on the wall counts: a span holds whenever that clock shows a time in it. Where it goes forward, times that it
 * skips do not come; where it goes back, those that it shows twice hold twice.
 */
@NullMarked
package org.schoolgate.rules.calendar;

import org.jspecify.annotations.NullMarked;
