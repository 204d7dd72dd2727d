package org.schoolgate.rules.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Three schools as a parent would tell of them, day by day; and the calendars that their network managers write. */
enum NaiveSchool {
    /** Monday to Friday noon, shorter days in Ramadan, two weeks that take turns. */
    DUBAI("Asia/Dubai", "2026-08-24", """
            calendar:
              terms:
                - {name: Autumn, from: 2026-08-31, to: 2026-12-11}
                - {name: Spring, from: 2027-01-04, to: 2027-03-19}
                - {name: Summer, from: 2027-04-05, to: 2027-07-02}
              closures:
                - {name: Half-term, from: 2026-10-12, to: 2026-10-16}
                - {name: National days, from: 2026-12-02, to: 2026-12-03}
                - {name: Eid, from: 2027-03-10, to: 2027-03-12}
              weeks: {names: [A, B], from: [2026-08-31, 2026-10-19, 2027-01-04, 2027-04-05]}
              bells:
                full:
                  - {name: Tutor time, from: "07:50", to: "08:10"}
                  - {name: 1, from: "08:10", to: "10:00"}
                  - {name: Break, from: "10:00", to: "10:20", lesson: false}
                  - {name: 2, from: "10:20", to: "12:10"}
                  - {name: 3, from: "13:00", to: "15:00"}
                friday:
                  - {name: 1, from: "07:50", to: "09:50"}
                  - {name: 2, from: "10:10", to: "12:00"}
                ramadan:
                  - {name: 1, from: "09:00", to: "11:00"}
                  - {name: 2, from: "11:00", to: "13:30"}
                ramadan_friday: [{name: 1, from: "09:00", to: "11:30"}]
                infants: [{name: Morning, from: "08:00", to: "12:30"}]
              timetable:
                - {bells: full}
                - {bells: friday, days: [friday]}
                - {bells: infants, roles: [ks1]}
                - {bells: ramadan, from: 2027-02-08, to: 2027-03-09}
                - {bells: ramadan_friday, from: 2027-02-08, to: 2027-03-09, days: [friday]}
              exams:
                - {name: Mathematics, from: 2027-05-18T09:00, to: 2027-05-18T11:15, roles: [ks4]}
                - {name: Staff training, from: 2027-05-19T09:00, to: 2027-05-19T11:15, roles: [staff]}
              teaching_hours: [{days: [monday, tuesday, wednesday, thursday], from: "07:50", to: "15:00"}, {days: [friday], to: "12:00"}]
            """) {
        @Override
        boolean hasSchool(LocalDate date) {
            return isWithin(date, "2026-08-31 2026-12-11 2027-01-04 2027-03-19 2027-04-05 2027-07-02")
                    && !isWithin(date, "2026-10-12 2026-10-16 2026-12-02 2026-12-03 2027-03-10 2027-03-12")
                    && date.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue();
        }

        @Override
        String week(LocalDate date) {
            return turn(date, "2026-08-31 2026-10-19 2027-01-04 2027-04-05");
        }

        @Override
        String day(LocalDate date, String role) {
            boolean isFriday = date.getDayOfWeek() == DayOfWeek.FRIDAY;
            if (isWithin(date, "2027-02-08 2027-03-09")) {
                return isFriday ? "09:00 lesson 11:30 none" : "09:00 lesson 13:30 none";
            }
            if (role.equals("ks1")) {
                return "08:00 lesson 12:30 none";
            }
            return isFriday
                    ? "07:50 lesson 09:50 break 10:10 lesson 12:00 none"
                    : "07:50 lesson 10:00 break 10:20 lesson 12:10 break 13:00 lesson 15:00 none";
        }

        @Override
        boolean isTeaching(LocalDateTime clock, String role) {
            boolean isFriday = clock.getDayOfWeek() == DayOfWeek.FRIDAY;
            LocalTime time = clock.toLocalTime();
            return isSchool(clock.toLocalDate())
                    && (isFriday || !time.isBefore(time("07:50")))
                    && time.isBefore(time(isFriday ? "12:00" : "15:00"));
        }

        @Override
        boolean isExam(LocalDateTime clock) {
            return isBetween(clock, "2027-05-18T09:00", "2027-05-18T11:15");
        }
    },

    /** Sunday to Thursday, as schools in other countries of the Gulf. */
    SUNDAY_TO_THURSDAY("Asia/Kuwait", "2026-09-01", """
            calendar:
              school_days: [sunday, monday, tuesday, wednesday, thursday]
              terms:
                - {name: First, from: 2026-09-06, to: 2027-01-14}
                - {name: Second, from: 2027-01-31, to: 2027-06-10}
              closures: [{name: National day, from: 2027-02-25}]
              weeks: {names: [A, B], from: [2026-09-06]}
              bells:
                day:
                  - {name: Lunch, from: "11:30", to: "12:10", lesson: false}
                  - {name: Morning, from: "07:30", to: "11:30"}
                  - {name: Afternoon, from: "12:10", to: "14:00"}
              timetable: [{bells: day}]
              exams: [{name: Mocks, from: 2027-01-10T08:00, to: 2027-01-14T12:00}]
            """) {
        @Override
        boolean hasSchool(LocalDate date) {
            return isWithin(date, "2026-09-06 2027-01-14 2027-01-31 2027-06-10")
                    && !date.equals(LocalDate.parse("2027-02-25"))
                    && date.getDayOfWeek() != DayOfWeek.FRIDAY
                    && date.getDayOfWeek() != DayOfWeek.SATURDAY;
        }

        @Override
        String week(LocalDate date) {
            return turn(date, "2026-09-06");
        }

        @Override
        String day(LocalDate date, String role) {
            return "07:30 lesson 11:30 break 12:10 lesson 14:00 none";
        }

        @Override
        boolean isTeaching(LocalDateTime clock, String role) {
            return !bell(clock, role).equals("none");
        }

        @Override
        boolean isExam(LocalDateTime clock) {
            return isBetween(clock, "2027-01-10T08:00", "2027-01-14T12:00");
        }
    },

    /** With summer time, half-terms, and a last day of term that ends at noon. */
    MANCHESTER("Europe/London", "2026-09-01", """
            calendar:
              terms:
                - {name: Michaelmas, from: 2026-09-03, to: 2026-12-16}
                - {name: Lent, from: 2027-01-05, to: 2027-03-24}
                - {name: Summer, from: 2027-04-13, to: 2027-07-07}
              closures:
                - {name: Half-term, from: 2026-10-19, to: 2026-10-30}
                - {name: Half-term, from: 2027-02-15, to: 2027-02-19}
                - {name: Bank holiday, from: 2027-05-03}
                - {name: Half-term, from: 2027-05-31, to: 2027-06-04}
              weeks: {names: [A, B], from: [2026-09-07, 2026-11-02, 2027-01-04]}
              bells:
                full:
                  - {name: Registration, from: "08:30", to: "08:45", lesson: false}
                  - {name: 1, from: "08:45", to: "10:30"}
                  - {name: Break, from: "10:30", to: "10:50", lesson: false}
                  - {name: 2, from: "10:50", to: "12:30"}
                  - {name: Lunch, from: "12:30", to: "13:30", lesson: false}
                  - {name: 3, from: "13:30", to: "15:30"}
                  - {name: Prep, from: "15:45", to: "16:30", lesson: false}
                games_day: [{name: Matches, from: "13:00", to: "16:00"}, {name: 1, from: "08:45", to: "12:15"}]
                last_day: [{name: Assembly, from: "09:00", to: "12:00"}]
                pre_prep: [{name: Day, from: "08:45", to: "15:15"}]
              timetable:
                - {bells: full}
                - {bells: games_day, days: [wednesday], weeks: [B]}
                - {bells: pre_prep, roles: [ks1]}
                - {bells: last_day, from: 2026-12-16}
                - {bells: last_day, from: 2027-07-07}
              exams: [{name: Common entrance, from: 2027-06-07T09:00, to: 2027-06-10T15:00, roles: [pupil]}]
            """) {
        @Override
        boolean hasSchool(LocalDate date) {
            return isWithin(date, "2026-09-03 2026-12-16 2027-01-05 2027-03-24 2027-04-13 2027-07-07")
                    && !isWithin(
                            date,
                            "2026-10-19 2026-10-30 2027-02-15 2027-02-19 2027-05-03 2027-05-03 2027-05-31 2027-06-04")
                    && date.getDayOfWeek() != DayOfWeek.SATURDAY
                    && date.getDayOfWeek() != DayOfWeek.SUNDAY;
        }

        @Override
        String week(LocalDate date) {
            return turn(date, "2026-09-07 2026-11-02 2027-01-04");
        }

        @Override
        String day(LocalDate date, String role) {
            if (date.toString().equals("2026-12-16") || date.toString().equals("2027-07-07")) {
                return "09:00 lesson 12:00 none";
            }
            if (role.equals("ks1")) {
                return "08:45 lesson 15:15 none";
            }
            return date.getDayOfWeek() == DayOfWeek.WEDNESDAY && week(date).equals("B")
                    ? "08:45 lesson 12:15 break 13:00 lesson 16:00 none"
                    : "08:30 break 08:45 lesson 10:30 break 10:50 lesson 12:30 break 13:30 lesson 15:30 break 16:30 none";
        }

        @Override
        boolean isTeaching(LocalDateTime clock, String role) {
            boolean isFull = day(clock.toLocalDate(), role).startsWith("08:30");
            LocalTime time = clock.toLocalTime();
            return isFull
                    ? isSchool(clock.toLocalDate()) && !time.isBefore(time("08:45")) && time.isBefore(time("15:30"))
                    : !bell(clock, role).equals("none");
        }

        @Override
        boolean isExam(LocalDateTime clock) {
            return isBetween(clock, "2027-06-07T09:00", "2027-06-10T15:00");
        }
    };

    private static final int DAYS_OF_WEEK = 7;

    private final ZoneId zone;
    private final LocalDate firstDay;
    private final String calendar;
    private final Map<LocalDate, Boolean> schoolDays = new HashMap<>();

    NaiveSchool(String zone, String firstDay, String calendar) {
        this.zone = ZoneId.of(zone);
        this.firstDay = LocalDate.parse(firstDay);
        this.calendar = calendar;
    }

    ZoneId zone() {
        return zone;
    }

    LocalDate firstDay() {
        return firstDay;
    }

    /** As in a policy. */
    String calendar() {
        return calendar;
    }

    abstract boolean hasSchool(LocalDate date);

    boolean isSchool(LocalDate date) {
        return schoolDays.computeIfAbsent(date, this::hasSchool);
    }

    /** A or B, or nothing. */
    abstract String week(LocalDate date);

    /** What begins when on a day of school. */
    abstract String day(LocalDate date, String role);

    abstract boolean isTeaching(LocalDateTime clock, String role);

    /** For key stage 4. */
    abstract boolean isExam(LocalDateTime clock);

    /** {@code lesson}, {@code break} or {@code none}. */
    String bell(LocalDateTime clock, String role) {
        String now = "none";
        if (isSchool(clock.toLocalDate())) {
            String time = clock.toLocalTime().toString();
            String[] words = day(clock.toLocalDate(), role).split(" ");
            for (int i = 0; i < words.length; i += 2) {
                now = time.compareTo(words[i]) < 0 ? now : words[i + 1];
            }
        }
        return now;
    }

    static LocalTime time(String text) {
        return LocalTime.parse(text);
    }

    private static boolean isWithin(LocalDate date, String fromsAndTos) {
        String[] days = fromsAndTos.split(" ");
        for (int i = 0; i < days.length; i += 2) {
            if (date.compareTo(LocalDate.parse(days[i])) >= 0 && date.compareTo(LocalDate.parse(days[i + 1])) <= 0) {
                return true;
            }
        }
        return false;
    }

    private static String turn(LocalDate date, String froms) {
        String week = "";
        for (String from : froms.split(" ")) {
            long days = ChronoUnit.DAYS.between(LocalDate.parse(from), date);
            if (days >= 0) {
                week = days / DAYS_OF_WEEK % 2 == 0 ? "A" : "B";
            }
        }
        return week;
    }

    private static boolean isBetween(LocalDateTime clock, String from, String to) {
        return !clock.isBefore(LocalDateTime.parse(from)) && clock.isBefore(LocalDateTime.parse(to));
    }
}
