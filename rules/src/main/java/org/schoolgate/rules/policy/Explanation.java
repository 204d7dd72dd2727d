package org.schoolgate.rules.policy;

import java.util.List;

/**
 * A decision with its working.
 *
 * @param trace one line a step, all of them, strongest first
 * @param edits what the manager's entries changed, before the first step, of what lists say; empty when nothing
 */
public record Explanation(Decision decision, List<TraceLine> trace, List<String> edits) {
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
        return new Explanation(decision, noted, edits);
    }
}
