package org.schoolgate.rules.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;

/** Small bundles, made as the product makes them. */
public final class Bundles {
    static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
    public static final ManifestSigner SIGNER = ManifestSigner.generate();
    static final String POLICY = """
            format: 1
            school: {name: Example School, time_zone: Europe/London}
            roles:
              ks1: {audience: ks1}
              ks3: {audience: ks3, default: allow, blocked_categories: [adult]}
            """;
    static final String SITES = "{format: 1, version: test}\n";

    private Bundles() {}

    public static Manifest write(Path folder, long generation, LiveFacts live) throws IOException {
        return write(folder, generation, live, null);
    }

    /** @param locked null for a slot that is not armed */
    public static Manifest write(
            Path folder, long generation, LiveFacts live, BundleWriter.@Nullable LockedContents locked)
            throws IOException {
        return write(folder, generation, live, locked, People.NONE);
    }

    static Manifest write(
            Path folder, long generation, LiveFacts live, BundleWriter.@Nullable LockedContents locked, People people)
            throws IOException {
        Path index = folder.resolveSibling("index.sgi");
        if (!Files.exists(index)) {
            compile(index);
        }
        BundleWriter.Contents contents = new BundleWriter.Contents(index, null, POLICY, SITES, live, locked, people);
        return new BundleWriter(Disk.ofSystem(), SIGNER)
                .write(folder, "Example School", new Generation(1, generation), AT, contents);
    }

    private static void compile(Path index) throws IOException {
        Path list = Files.writeString(index.resolveSibling("adult"), "adult.example\n");
        HashSeed seed = new HashSeed(1, 2);
        try (IndexCompiler compiler = new IndexCompiler(index.resolveSibling(""), name -> Optional.empty(), seed, AT)) {
            compiler.add(new ListSource("test", ListFormat.DOMAINS, list, Optional.of(new Category("adult"))));
            compiler.write(index);
        }
    }

    public static LiveFacts blocking(String pattern) {
        return new LiveFacts(List.of(
                new ManagerEntry("e1", pattern(pattern), new Edit.Decide(Action.BLOCK, Set.of()), "a note", AT)));
    }

    static HostPattern pattern(String text) {
        try {
            return HostPattern.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    public static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }
}
