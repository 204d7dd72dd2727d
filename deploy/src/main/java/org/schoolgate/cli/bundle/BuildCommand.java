package org.schoolgate.cli.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.TextFile;
import org.schoolgate.cli.list.GuardOptions;
import org.schoolgate.cli.list.HashedList;
import org.schoolgate.cli.list.LicenceOption;
import org.schoolgate.cli.list.ListCompilation;
import org.schoolgate.cli.list.ReadingDetails;
import org.schoolgate.cli.list.SourceConverter;
import org.schoolgate.rules.bundle.BundleWriter;
import org.schoolgate.rules.bundle.BundleWriter.Contents;
import org.schoolgate.rules.bundle.BundleWriter.LockedContents;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.bundle.ManifestSigner;
import org.schoolgate.rules.bundle.PeopleJson;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.SiteSets;
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
            names = "--locked",
            paramLabel = "FORMAT:PATH",
            converter = SourceConverter.class,
            description =
                    "A locked list, which arms the slot. A gateway that was armed is closed by a bundle without one.")
    private @Nullable ListSource locked;

    @Option(
            names = "--people",
            paramLabel = "FILE",
            description = "People, classes and devices, in the format of the file in a bundle.")
    private @Nullable Path people;

    @Mixin
    private ReadingDetails reading;

    @Mixin
    private LicenceOption licences;

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
        Path drafts = Files.createTempDirectory("schoolgate-");
        try {
            build(drafts);
        } finally {
            for (Path draft : Disk.ofSystem().list(drafts)) {
                Files.delete(draft);
            }
            Files.delete(drafts);
        }
        return 0;
    }

    private void build(Path drafts) throws IOException, RefusedException {
        String policyText = TextFile.read(policy);
        String school = checked(policyText);
        List<ListSource> detailed = reading.over(sources());
        List<ListSource> licensed = licences.over(detailed.subList(0, detailed.size() - (locked == null ? 0 : 1)));
        HashedList hashed = locked == null ? null : HashedList.of(detailed.get(licensed.size()));
        BundleWriter writer = new BundleWriter(Disk.ofSystem(), signer());
        Contents contents = new Contents(
                index(licensed, drafts),
                null,
                policyText,
                guards.sites().text(),
                LiveFacts.NONE,
                slot(hashed, drafts),
                people());
        Manifest manifest = writer.write(out, school, position(), Instant.now(), contents);
        if (hashed != null && !output.isJson()) {
            hashed.print(output.text());
        }
        BundleReport.print(output, out, manifest);
    }

    /** Those of the index, then the locked list. */
    private List<ListSource> sources() {
        List<ListSource> sources = new ArrayList<>();
        if (lists.sources != null) {
            sources.addAll(lists.sources);
        }
        if (locked != null) {
            sources.add(locked);
        }
        return sources;
    }

    private Path index(List<ListSource> sources, Path drafts) throws IOException, RefusedException {
        if (lists.index != null) {
            return lists.index;
        }
        Path compiled = drafts.resolve("index");
        ListCompilation.compile(sources, guards.guards(), compiled);
        return compiled;
    }

    private static @Nullable LockedContents slot(@Nullable HashedList list, Path drafts) throws IOException {
        return list == null ? null : new LockedContents(Files.write(drafts.resolve("locked"), list.file()), null);
    }

    private People people() throws IOException {
        return people == null ? People.NONE : PeopleJson.read(Files.readAllBytes(people));
    }

    /** A bundle with mistakes would be refused by every gateway, so it is not made; returns the school's name. */
    private String checked(String policyText) throws IOException, RefusedException {
        try {
            SiteSets sites = guards.sites().read();
            return PolicyReader.read(policyText, policy.toString(), Vocabulary.standard(), sites)
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
