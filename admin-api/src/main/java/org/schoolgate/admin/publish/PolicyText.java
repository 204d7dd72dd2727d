package org.schoolgate.admin.publish;

/** @param document the policy as written (YAML) */
public record PolicyText(int version, String document) {}
