package org.schoolgate.rules.policy;

/**
 * What a person, or a device without one, is to the policy.
 *
 * @param title as people call it
 */
public record Role(String id, String title, Audience audience) {
    public boolean isPupil() {
        return audience.isPupil();
    }
}
