package org.schoolgate.admin.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Dates as systems export them: {@code 2026-09-01}, and with the day first {@code 01/09/2026} or {@code 1.9.2026}. */
final class SchoolDate {
    private static final List<DateTimeFormatter> FORMS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d/M/uuuu"),
            DateTimeFormatter.ofPattern("d.M.uuuu"),
            DateTimeFormatter.ofPattern("d-M-uuuu"));

    private SchoolDate() {}

    /** Empty, and a mistake, where it is no date. */
    static Optional<LocalDate> read(Cell cell, Mistakes mistakes) {
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(LocalDate.parse(cell.text(), form));
            } catch (DateTimeException e) {
                // the next form may fit
            }
        }
        mistakes.add(cell.place(), "date", cell.text(), "2026-09-01, or 01/09/2026 with the day first");
        return Optional.empty();
    }
}
