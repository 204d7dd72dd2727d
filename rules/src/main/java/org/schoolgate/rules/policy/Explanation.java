package org.schoolgate.rules.policy;

import java.util.List;

/**
 * A decision with its working.
 *
 * @param trace one line a step, all of them, strongest first
 */
public record Explanation(Decision decision, List<TraceLine> trace) {
    public Explanation {
        trace = List.copyOf(trace);
    }
}
