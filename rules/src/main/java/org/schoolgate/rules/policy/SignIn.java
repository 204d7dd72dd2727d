package org.schoolgate.rules.policy;

import java.util.Locale;

/** Whether people in a zone say who they are by signing in at the proxy, over TLS. */
public enum SignIn {
    /** Nobody is asked, and who gives a name is not believed. */
    OFF,
    /** Nobody is asked; who gives a name and the right password is believed. */
    OPTIONAL,
    /** Everyone is asked, but for devices that nobody sits at, and for what needs nobody. */
    REQUIRED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in policies. */
    public String id() {
        return id;
    }
}
