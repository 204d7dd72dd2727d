package org.schoolgate.rules.policy;

/** What nobody gets for a while, so that it spreads no further; the help set and the infrastructure set stand above it. */
public record Containment(Given given, SitePart what) implements LiveFact {
    @Override
    public Kind kind() {
        return Kind.CONTAINMENT;
    }
}
