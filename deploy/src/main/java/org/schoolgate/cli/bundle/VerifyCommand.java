package org.schoolgate.cli.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.ManifestVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate bundle verify}: opens a bundle as a gateway would. */
@Command(
        name = "verify",
        description = "Says whether a bundle folder is whole, signed and free of mistakes.",
        footer = {"", "Without --key the key in the folder is taken, which proves that it is whole, not who made it."})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Option(names = "--key", paramLabel = "FILE", description = "The public key that it must be signed with (PEM).")
    private @Nullable Path key;

    @Parameters(paramLabel = "DIR", description = "A bundle folder.")
    private Path folder;

    @Override
    public Integer call() throws IOException, RefusedException {
        Bundle bundle = Bundle.open(folder, verifier());
        bundle.requireLockedList();
        BundleReport.print(output, folder, bundle.manifest());
        return 0;
    }

    private ManifestVerifier verifier() throws IOException, RefusedException {
        Path file = key == null ? folder.resolve(Bundle.SIGNER) : key;
        try {
            return ManifestVerifier.ofPem(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(file + ": " + e.getMessage());
        }
    }
}
