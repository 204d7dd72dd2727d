package org.schoolgate.proxy.listen;

import java.nio.file.Path;

/**
 * What a server shows and proves in TLS, in PEM files.
 *
 * @param certificate first, and those that it was issued by behind it
 * @param key of that certificate, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
