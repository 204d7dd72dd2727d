package org.schoolgate.rules.bench;

import java.util.Locale;

/** A row of the table of {@code deploy/bench/run}: what, value, unit and bar, with tabs between them. */
public final class Row {
    private Row() {}

    /** @param bar {@code <=} or {@code >=} and a number; empty where there is none */
    public static void print(String what, double value, String unit, String bar) {
        System.out.printf(Locale.ROOT, "%s\t%.2f\t%s\t%s%n", what, value, unit, bar);
    }
}
