/**
 * What is published: one signed, immutable set of files that a gateway decides by.
 *
 * <p>A bundle folder holds {@code manifest.json}, {@code manifest.sig} (64 bytes, Ed25519 over the exact bytes of the
 * manifest) and {@code files/SHA-256}; one that stands by itself also has {@code signer.pub}. The formats are described in
 * {@code docs/architecture/contracts.md}. Start at {@link org.schoolgate.rules.bundle.Bundle#open}.
 */
@NullMarked
package org.schoolgate.rules.bundle;

import org.jspecify.annotations.NullMarked;
