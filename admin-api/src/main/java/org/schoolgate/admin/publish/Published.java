package org.schoolgate.admin.publish;

import org.schoolgate.rules.bundle.Generation;

/**
 * A change that is published.
 *
 * @param value what the change gave
 * @param publication the first bundle that has it
 */
public record Published<T>(T value, Publication publication) {
    public Generation position() {
        return publication.position();
    }
}
