package org.schoolgate.cli.console;

/** What was asked is refused or cannot be done. The message is for the person at the terminal; the exit code is 1. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        super(message);
    }
}
