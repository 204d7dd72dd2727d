package org.schoolgate.proxy.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a server shows and proves in TLS, in PEM files.
 *
 * @param certificate first, and those that it was issued by behind it
 * @param key of that certificate, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    /** Before the end of a certificate someone should see to the next. */
    public static final Duration NEAR_THE_END = Duration.ofDays(30);

    /**
     * When the certificate itself ends.
     *
     * @throws IOException when a file cannot be read, or is not what it should be; the message names it
     */
    public Instant end() throws IOException {
        return KeyPairFiles.read(this).end();
    }
}
