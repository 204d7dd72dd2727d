package org.schoolgate.cli.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.TextFile;
import org.schoolgate.cli.list.GuardOptions;
import org.schoolgate.cli.list.ListCompilation;
import org.schoolgate.cli.list.SourceConverter;
import org.schoolgate.rules.bundle.BundleWriter;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestSigner;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Vocabulary;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate bundle build}: a signed folder that {@code gateway --bundle} serves from. */
@Command(name = "build", description = "Makes a signed bundle folder from a policy and lists.")
final class BuildCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "A policy.")
    private Path policy;

    @Mixin
    private GuardOptions guards;

    @ArgGroup(multiplicity = "1")
    private Lists lists;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The key to sign with; a new one is made when there is no such file.")
    private Path key;

    @Option(
            names = "--generation",
            paramLabel = "EPOCH.GENERATION",
            defaultValue = "1.1",
            description = "Greater than that of the bundle it is to replace (${DEFAULT-VALUE}).")
    private String generation;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to make.")
    private Path out;

    /** Either an index or what to compile one from. */
    static final class Lists {
        @Option(names = "--index", required = true, paramLabel = "FILE", description = "A compiled index.")
        private @Nullable Path index;

        @Option(
                names = "--source",
                required = true,
                paramLabel = "FORMAT:PATH[=CATEGORY]",
                converter = SourceConverter.class,
                description = "Or a list to compile, as for lists compile. Repeatable.")
        private @Nullable List<ListSource> sources;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        if (lists.index != null) {
            build(lists.index);
            return 0;
        }
        Path compiled = Files.createTempFile("schoolgate-", ".index");
        try {
            ListCompilation.compile(lists.sources == null ? List.of() : lists.sources, guards.guards(), compiled);
            build(compiled);
        } finally {
            Files.deleteIfExists(compiled);
        }
        return 0;
    }

    private void build(Path index) throws IOException, RefusedException {
        String policyText = TextFile.read(policy);
        String school = checked(policyText);
        BundleWriter writer = new BundleWriter(Disk.ofSystem(), signer());
        Manifest manifest = writer.write(
                out,
                school,
                position(),
                Instant.now(),
                new BundleWriter.Contents(index, policyText, guards.sites().text(), LiveFacts.NONE));
        BundleReport.print(output, out, manifest);
    }

    /** A bundle with mistakes would be refused by every gateway, so it is not made; returns the school's name. */
    private String checked(String policyText) throws IOException, RefusedException {
        try {
            guards.sites().read();
            return PolicyReader.read(policyText, policy.toString(), Vocabulary.standard())
                    .school()
                    .name();
        } catch (InvalidPolicyException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private Generation position() throws RefusedException {
        try {
            return Generation.parse(generation);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private ManifestSigner signer() throws IOException {
        if (Files.exists(key)) {
            return ManifestSigner.read(Disk.ofSystem(), key);
        }
        ManifestSigner made = ManifestSigner.generate();
        made.write(Disk.ofSystem(), key);
        return made;
    }
}
