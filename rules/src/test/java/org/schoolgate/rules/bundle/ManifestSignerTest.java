package org.schoolgate.rules.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.disk.Disk;

final class ManifestSignerTest {
    private static final byte[] MANIFEST = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    Path temp;

    @Test
    void keyFileIsReadBackAndOnlyItsOwnerReadsIt() throws IOException {
        Path file = temp.resolve("signer.key");
        ManifestSigner written = ManifestSigner.generate();
        written.write(Disk.ofSystem(), file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        ManifestSigner read = ManifestSigner.read(Disk.ofSystem(), file);

        assertThat(read.verifier().pem()).isEqualTo(written.verifier().pem());
        assertThatCode(() -> written.verifier().verify(MANIFEST, read.sign(MANIFEST)))
                .doesNotThrowAnyException();
    }

    @Test
    void publicKeyOfAnotherPairIsNoticed() throws IOException {
        Path file = temp.resolve("signer.key");
        ManifestSigner.generate().write(Disk.ofSystem(), file);
        String text = Files.readString(file);
        String other = ManifestSigner.generate().verifier().pem();
        Files.writeString(file, text.substring(0, text.indexOf("-----BEGIN PUBLIC KEY")) + other);
        assertThatThrownBy(() -> ManifestSigner.read(Disk.ofSystem(), file))
                .hasMessage(file + ": the public key is not that of the private key");
    }

    @Test
    void whatIsNoKeyFileIsRefusedWithoutRepeatingIt() throws IOException {
        Path file = Files.writeString(temp.resolve("signer.key"), "secret");
        assertThatThrownBy(() -> ManifestSigner.read(Disk.ofSystem(), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no PEM block")
                .hasMessageNotContaining("secret");
    }

    @Test
    void signatureOfOtherBytesOrOfAnyOtherFormIsRefused() {
        ManifestSigner signer = ManifestSigner.generate();
        byte[] signature = signer.sign(MANIFEST);
        assertThat(signature).hasSize(64);
        assertThat(signer.verifier().isValid(MANIFEST, signature)).isTrue();
        assertThat(signer.verifier().isValid(new byte[] {1}, signature)).isFalse();
        assertThat(signer.verifier().isValid(MANIFEST, new byte[0])).isFalse();
        assertThat(signer.verifier().isValid(MANIFEST, new byte[64])).isFalse();
        assertThat(signer.verifier().isValid(MANIFEST, new byte[65])).isFalse();
    }
}
