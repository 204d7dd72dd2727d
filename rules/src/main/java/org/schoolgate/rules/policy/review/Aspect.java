package org.schoolgate.rules.policy.review;

/** Of what it is told what is decided otherwise. */
enum Aspect {
    CATEGORY("%s"),
    UNLISTED("sites that no list knows"),
    DEFAULT("listed sites of all other categories"),
    LIST("list %s"),
    HOST("%s"),
    ROLE_CLOSED("everything"),
    ZONE_CLOSED("everything in %s"),
    INCIDENT("incidents for %s");

    private final String pattern;

    Aspect(String pattern) {
        this.pattern = pattern;
    }

    /** In words, as the subject of a change. */
    String words(String what) {
        return pattern.formatted(what);
    }
}
