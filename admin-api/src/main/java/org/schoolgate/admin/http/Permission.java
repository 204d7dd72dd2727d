package org.schoolgate.admin.http;

import org.jspecify.annotations.Nullable;

/** Who may call a route. */
enum Permission {
    /** No token is asked for. */
    ANYONE,
    ADMINISTRATOR,
    GATEWAY;

    /** @param caller null without a valid token */
    boolean admits(@Nullable Caller caller) {
        return switch (this) {
            case ANYONE -> true;
            case ADMINISTRATOR -> caller instanceof Caller.Administrator;
            case GATEWAY -> caller instanceof Caller.Gateway;
        };
    }
}
