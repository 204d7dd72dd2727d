package org.schoolgate.rules.policy;

import java.util.Locale;

/** What search engines, video sites and office suites can be asked for, so that a school's people see less of them. */
public enum ServiceMode {
    /** Search results without what is for adults alone. */
    SAFE_SEARCH,
    /** YouTube's moderate restricted mode. */
    YOUTUBE_MODERATE,
    /** YouTube's strict restricted mode. */
    YOUTUBE_STRICT,
    /** Google Workspace for the accounts of named domains only. */
    TENANTS_GOOGLE,
    /** Microsoft 365 for the accounts of named tenants only. */
    TENANTS_MICROSOFT,
    /** Slack for named workspaces only. */
    TENANTS_SLACK,
    /** Dropbox for named teams only. */
    TENANTS_DROPBOX,
    /** ChatGPT for a named workspace only. */
    TENANTS_CHATGPT;

    private static final String TENANTS = "tenants_";

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As in records of what was rewritten, such as {@code safe_search}. */
    public String id() {
        return id;
    }

    boolean isOfTenants() {
        return id.startsWith(TENANTS);
    }

    /** What policies call the suite of a mode of tenants, such as {@code google}. */
    String suite() {
        return id.substring(TENANTS.length());
    }
}
