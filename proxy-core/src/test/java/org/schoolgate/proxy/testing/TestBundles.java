package org.schoolgate.proxy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.BundleException;
import org.schoolgate.rules.bundle.BundleWriter;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.ManifestSigner;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.locked.LockedLists;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;

/**
 * Real, signed bundles for tests. The address 127.0.N.1 is a pupil of key stage N for N up to 4, 127.0.5.1 is a teacher.
 * Category {@code X} lists {@code X.example}.
 */
public final class TestBundles {
    public static final String POLICY = """
            format: 1
            school: {name: Example School, time_zone: Europe/London, languages: [en, ar]}
            zones:
              - {id: room-1, name: Room 1, networks: [127.0.1.0/24], roles: [ks1]}
              - {id: room-2, name: Room 2, networks: [127.0.2.0/24], roles: [ks2]}
              - {id: room-3, name: Room 3, networks: [127.0.3.0/24], roles: [ks3]}
              - {id: room-4, name: Room 4, networks: [127.0.4.0/24], roles: [ks4]}
              - {id: staff-room, name: Staff room, networks: [127.0.5.0/24], roles: [staff]}
            roles:
              ks1: {audience: ks1, default: block, allowed_categories: [child]}
              ks2: {audience: ks2, extends: ks3, unlisted: block}
              ks3: {audience: ks3, default: allow, blocked_categories: [adult, games]}
              ks4: {audience: ks4, extends: ks3}
              staff: {audience: adult, default: allow, blocked_categories: [adult]}
            alerting:
              - {category: adult}
            connect_ports: [443]
            access_log: {private_categories: [bank]}
            """;
    private static final String SITES = """
            format: 1
            version: test
            help:
              - {name: Helpline, hosts: [helpline.example], source: "https://helpline.example/", why: help}
            infrastructure:
              - {name: Updates, hosts: [updates.example], source: "https://updates.example/", why: updates}
            """;
    private static final Map<String, List<String>> LISTS = Stream.of("adult", "games", "bank", "child")
            .collect(Collectors.toMap(category -> category, category -> List.of(category + ".example")));
    private static final String INDEX = "index.sgi";
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
    private static final ManifestSigner SIGNER = ManifestSigner.generate();

    private TestBundles() {}

    public static Bundle standard(Path workFolder) {
        return of(workFolder, 1, POLICY, LiveFacts.NONE);
    }

    /** Written to a folder of its own within {@code workFolder}, and opened. */
    public static Bundle of(Path workFolder, long generation, String policy, LiveFacts live) {
        Path folder = workFolder.resolve("1." + generation);
        write(workFolder, folder, generation, policy, live);
        return open(folder);
    }

    /** The same, with people; the standard lists and site sets. */
    public static Bundle of(Path workFolder, long generation, String policy, People people) {
        Path folder = workFolder.resolve("1." + generation);
        try {
            write(folder, generation, contents(workFolder, policy, LiveFacts.NONE, null, people));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(folder);
    }

    /**
     * A bundle of site sets and lists of its own.
     *
     * @param lists names, by category
     */
    public static Bundle with(Path workFolder, String policy, String sites, Map<String, List<String>> lists) {
        Path folder = workFolder.resolve("bundle");
        try {
            Files.createDirectories(workFolder);
            Path index = compile(workFolder, lists);
            write(folder, 1, new BundleWriter.Contents(index, null, policy, sites, LiveFacts.NONE, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(folder);
    }

    /** Verifies and loads a bundle, its index too. */
    public static Bundle open(Path folder) {
        try {
            return Bundle.open(folder, SIGNER.verifier());
        } catch (BundleException e) {
            throw new AssertionError(e);
        }
    }

    /** @param folder must not exist */
    public static void write(Path workFolder, Path folder, long generation, String policy, LiveFacts live) {
        write(workFolder, folder, generation, policy, live, null);
    }

    /**
     * An armed bundle of the standard policy.
     *
     * @param folder must not exist
     * @param locked entries as {@link LockedLists} has them; null where the list is lost
     */
    public static void writeArmed(Path workFolder, Path folder, long generation, String @Nullable ... locked) {
        try {
            Files.createDirectories(workFolder);
            Path list = locked == null
                    ? null
                    : Files.write(workFolder.resolve("locked-" + generation), LockedLists.file(locked));
            BundleWriter.LockedContents contents = new BundleWriter.LockedContents(list, null);
            write(workFolder, folder, generation, POLICY, LiveFacts.NONE, contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #writeArmed}, opened. */
    public static Bundle armed(Path workFolder, long generation, String @Nullable ... locked) {
        Path folder = workFolder.resolve("1." + generation);
        writeArmed(workFolder, folder, generation, locked);
        return open(folder);
    }

    private static void write(
            Path workFolder,
            Path folder,
            long generation,
            String policy,
            LiveFacts live,
            BundleWriter.@Nullable LockedContents locked) {
        try {
            write(folder, generation, contents(workFolder, policy, live, locked, People.NONE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BundleWriter.Contents contents(
            Path workFolder, String policy, LiveFacts live, BundleWriter.@Nullable LockedContents locked, People people)
            throws IOException {
        Files.createDirectories(workFolder);
        Path index = workFolder.resolve(INDEX);
        if (!Files.exists(index)) {
            compile(workFolder, LISTS);
        }
        return new BundleWriter.Contents(index, null, policy, SITES, live, locked, people);
    }

    private static void write(Path folder, long generation, BundleWriter.Contents contents) throws IOException {
        new BundleWriter(Disk.ofSystem(), SIGNER)
                .write(folder, "Example School", new Generation(1, generation), AT, contents);
    }

    public static LiveFacts blocking(String... patterns) {
        List<ManagerEntry> entries = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                entries.add(new ManagerEntry(
                        "e" + entries.size(),
                        HostPattern.parse(pattern),
                        new Edit.Decide(Action.BLOCK, Set.of()),
                        "a note",
                        AT));
            } catch (HostSyntaxException e) {
                throw new AssertionError(pattern, e);
            }
        }
        return new LiveFacts(entries);
    }

    private static Path compile(Path workFolder, Map<String, List<String>> lists) throws IOException {
        Path index = workFolder.resolve(INDEX);
        try (IndexCompiler compiler = new IndexCompiler(workFolder, name -> Optional.empty(), new HashSeed(1, 2), AT)) {
            for (Map.Entry<String, List<String>> names : lists.entrySet()) {
                String category = names.getKey();
                Path list = Files.write(workFolder.resolve(category), names.getValue());
                compiler.add(new ListSource(category, ListFormat.DOMAINS, list, Optional.of(new Category(category))));
            }
            compiler.write(index);
        }
        return index;
    }
}
