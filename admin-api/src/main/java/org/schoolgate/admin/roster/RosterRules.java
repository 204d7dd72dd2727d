package org.schoolgate.admin.roster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * By what files are read.
 *
 * @param role of those of whom the file says neither role nor year group; null refuses them
 * @param today the school's date, by which OneRoster's terms and enrolments are in force or not
 */
public record RosterRules(
        RoleNames roles, YearGroups years, @Nullable String role, LocalDate today) {}
