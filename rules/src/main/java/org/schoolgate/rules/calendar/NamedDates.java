package org.schoolgate.rules.calendar;

/** A term, or days within one on which the school is closed. */
public record NamedDates(String name, DateRange dates) {}
