package org.schoolgate.admin.store;

/** Another process has opened the database since. */
final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TakenException() {
        super("another admin process has opened the same database since, and it alone may write");
    }
}
