package org.schoolgate.proxy.identity;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What comes of somebody's giving a name and a password. */
public sealed interface Attempt {
    /** They belong together. */
    record Right(SignedIn who) implements Attempt {}

    /**
     * Nobody is signed in by them.
     *
     * @param claimed id of the person whose name it is; null for nobody's
     */
    record Failed(Why why, @Nullable String claimed) implements Attempt {}

    /** They are being tried; completes on another thread, with one of the others. */
    record Pending(CompletionStage<Attempt> outcome) implements Attempt {}

    /** Why nobody is. */
    enum Why {
        /** They do not belong together, or are none. */
        WRONG,
        /** Too many wrong ones came before, of that name or that address; these were not tried. */
        TOO_SOON,
        /** Too many people sign in at this moment; these were not tried. */
        BUSY
    }
}
