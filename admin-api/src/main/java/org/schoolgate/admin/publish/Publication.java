package org.schoolgate.admin.publish;

import java.nio.file.Path;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;

/**
 * A published bundle.
 *
 * @param folder where its files are
 * @param manifestBytes the exact bytes that are signed; not to be changed
 * @param signature over them; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed out once per fetch, and megabytes of entries may be in them
public record Publication(Bundle bundle, Path folder, byte[] manifestBytes, byte[] signature) {
    public Generation position() {
        return bundle.manifest().position();
    }

    /** The same, whose folder now is this one. */
    Publication in(Path settled) {
        return new Publication(bundle, settled, manifestBytes, signature);
    }
}
