package org.schoolgate.admin.roster;

/** A class as a file has it. */
public record RosterClass(Place place, String id, String name) {}
