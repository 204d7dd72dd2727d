package org.schoolgate.proxy.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Match;

/**
 * What makes an exchange a suspected incident; the fields are those of {@code SuspectedIncident}.
 *
 * @param match the list entry that says so; null where no list was involved
 */
record Suspicion(String kind, String category, @Nullable Match match, String rule, String step) {}
