package org.schoolgate.rules.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision with its working.
 *
 * @param trace one line a step, all of them, strongest first
 * @param edits what the support set and the manager's entries changed, before the first step, of what lists say; empty when
 *     nothing
 * @param least change that would have it decided the other way; null where a page within another address settles it
 */
public record Explanation(
        Decision decision,
        List<TraceLine> trace,
        List<String> edits,
        @Nullable LeastChange least) {
    public Explanation {
        trace = List.copyOf(trace);
        edits = List.copyOf(edits);
    }

    /** The same, with more said of a step. */
    Explanation noting(Step step, String what) {
        List<TraceLine> noted = trace.stream()
                .map(line ->
                        line.step() == step ? new TraceLine(step, line.outcome(), line.text() + "; " + what) : line)
                .toList();
        return new Explanation(decision, noted, edits, least);
    }

    Explanation with(LeastChange change) {
        return new Explanation(decision, trace, edits, change);
    }
}
