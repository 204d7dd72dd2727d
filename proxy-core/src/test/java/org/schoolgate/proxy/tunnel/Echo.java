package org.schoolgate.proxy.tunnel;

import java.io.IOException;
import java.util.Arrays;
import org.schoolgate.proxy.testing.FakeOrigin;

/** The simplest origin of a tunnel. */
final class Echo {
    private Echo() {}

    /** Sends back what comes. */
    static FakeOrigin origin() throws IOException {
        return FakeOrigin.by(wire -> {
            byte[] buffer = new byte[8192];
            for (int read = wire.readSome(buffer); read >= 0; read = wire.readSome(buffer)) {
                wire.send(Arrays.copyOf(buffer, read));
            }
        });
    }
}
