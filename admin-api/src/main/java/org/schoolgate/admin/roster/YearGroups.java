package org.schoolgate.admin.roster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Organisation;

/**
 * The year groups of a school, the youngest first, and the role of those in each. A year group is {@code nursery}, {@code
 * reception} or a number from 1 to 13, and found by what systems call it: {@code Year 7}, {@code Y07}, {@code 7}, {@code FS2}.
 */
public final class YearGroups {
    private static final String NURSERY = "nursery";

    private static final String RECEPTION = "reception";

    private static final int LAST = 13;
    private static final List<Integer> LAST_OF_STAGE = List.of(2, 6, 9, LAST);
    private static final Pattern NUMBER =
            Pattern.compile("(?:nationalcurriculum|nc)?(?:year|yr|y)?(?:group)?0?(\\d{1,2})");

    /** American grades are a year behind: first grade is year 2. */
    private static final Pattern GRADE = Pattern.compile("grade0?(\\d{1,2})");

    private static final Set<String> NURSERIES =
            Set.of("n", "nursery", "fs1", "f1", "n1", "n2", "preschool", "pk", "prek", "eyfs", "eyfs1", "it", "pr");
    private static final Set<String> RECEPTIONS =
            Set.of("r", "reception", "fs2", "f2", "eyfs2", "foundation", "yr", "yearr", "tk", "kg");

    /** Key stages as in England: those who stay on after the fourth have its role. */
    public static final YearGroups STANDARD = new YearGroups(standard());

    private final Map<String, String> roles;

    private YearGroups(Map<String, String> roles) {
        this.roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /** Those of a policy; the standard ones where it names none. */
    public static YearGroups of(Organisation.YearGroups groups) {
        return groups.roles().isEmpty() ? STANDARD : new YearGroups(groups.roles());
    }

    private static Map<String, String> standard() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put(NURSERY, "ks1");
        roles.put(RECEPTION, "ks1");
        IntStream.rangeClosed(1, LAST).forEach(year -> roles.put(String.valueOf(year), "ks" + stage(year)));
        return roles;
    }

    private static int stage(int year) {
        int stage = 0;
        while (LAST_OF_STAGE.get(stage) < year) {
            stage++;
        }
        return stage + 1;
    }

    /** The year group that is called so; null where none is. */
    public @Nullable String find(String text) {
        String plain = Column.spelling(text);
        if (RECEPTIONS.contains(plain)) {
            return known(RECEPTION);
        }
        if (NURSERIES.contains(plain)) {
            return known(NURSERY);
        }
        return known(number(plain));
    }

    private static String number(String plain) {
        Matcher year = NUMBER.matcher(plain);
        if (year.matches()) {
            return String.valueOf(Integer.parseInt(year.group(1)));
        }
        Matcher grade = GRADE.matcher(plain);
        return grade.matches() ? String.valueOf(Integer.parseInt(grade.group(1)) + 1) : "";
    }

    private @Nullable String known(String year) {
        return roles.containsKey(year) ? year : null;
    }

    /** Null for what is no year group. */
    public @Nullable String roleOf(@Nullable String year) {
        return year == null ? null : roles.get(year);
    }

    /** The year group that follows; null after the last. */
    public @Nullable String after(String year) {
        List<String> years = List.copyOf(roles.keySet());
        int next = years.indexOf(year) + 1;
        return next > 0 && next < years.size() ? years.get(next) : null;
    }

    /** What year groups are called here. */
    public Set<String> names() {
        return roles.keySet();
    }
}
