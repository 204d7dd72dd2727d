package org.schoolgate.rules.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.disk.Appender;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.LiveFacts;

/** Writes bundle folders that stand by themselves: with the signer's public key in them. */
public final class BundleWriter {
    private final Disk disk;
    private final ManifestSigner signer;

    public BundleWriter(Disk disk, ManifestSigner signer) {
        this.disk = disk;
        this.signer = signer;
    }

    /**
     * What goes into a bundle.
     *
     * @param index a compiled index; copied, unless it is {@code known}
     * @param known what the index is, where it is the file of another bundle on the same file system: it is then linked, so
     *     that an edit costs no more where lists are large; null for any other file
     * @param policy YAML
     * @param sites YAML
     * @param locked what is in the locked slot; null as long as it is not armed
     * @param people may be none at all; the bundle has no file of them then
     */
    public record Contents(
            Path index,
            @Nullable BundleFile known,
            String policy,
            String sites,
            LiveFacts live,
            @Nullable LockedContents locked,
            People people) {
        public Contents(
                Path index,
                @Nullable BundleFile known,
                String policy,
                String sites,
                LiveFacts live,
                @Nullable LockedContents locked) {
            this(index, known, policy, sites, live, locked, People.NONE);
        }

        public Contents(Path index, @Nullable BundleFile known, String policy, String sites, LiveFacts live) {
            this(index, known, policy, sites, live, null);
        }

        public Contents(Path index, String policy, String sites, LiveFacts live) {
            this(index, null, policy, sites, live);
        }
    }

    /**
     * An armed slot.
     *
     * @param list the file of a locked list; null where it is lost, which closes the gateways
     * @param known as in {@link Contents}
     */
    public record LockedContents(
            @Nullable Path list, @Nullable BundleFile known) {}

    /**
     * Writes the folder beside its place, forces it to the disk, and gives it its name in one step: there is never half a
     * bundle.
     *
     * @param folder must not exist
     */
    public Manifest write(Path folder, String school, Generation position, Instant createdAt, Contents contents)
            throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new IOException(target + " exists (expected: no such file or folder)");
        }
        Path draft = target.resolveSibling(target.getFileName() + ".new");
        deleteDraft(draft);
        disk.makeFolder(draft.resolve(Bundle.FILES));
        Manifest manifest =
                new Manifest(school, position, createdAt, contents.locked() != null, putAll(contents, draft));
        byte[] bytes = manifest.toBytes();
        disk.replace(draft.resolve(Bundle.MANIFEST), bytes);
        disk.replace(draft.resolve(Bundle.SIGNATURE), signer.sign(bytes));
        disk.replace(draft.resolve(Bundle.SIGNER), signer.verifier().pem().getBytes(StandardCharsets.US_ASCII));
        disk.syncFolder(draft.resolve(Bundle.FILES));
        disk.syncFolder(draft);
        disk.move(draft, target);
        return manifest;
    }

    private List<BundleFile> putAll(Contents contents, Path draft) throws IOException {
        List<BundleFile> files = new ArrayList<>();
        files.add(put(FileRole.INDEX, contents.index(), contents.known(), draft));
        files.add(put(FileRole.POLICY, contents.policy().getBytes(StandardCharsets.UTF_8), draft));
        files.add(put(FileRole.SITES, contents.sites().getBytes(StandardCharsets.UTF_8), draft));
        byte[] live = LiveFactsJson.write(contents.live());
        files.add(put(BundleFile.of(FileRole.LIVE, live, LiveFactsJson.format(contents.live())), live, draft));
        LockedContents locked = contents.locked();
        if (locked != null && locked.list() != null) {
            files.add(put(FileRole.LOCKED, locked.list(), locked.known(), draft));
        }
        if (!contents.people().equals(People.NONE)) {
            files.add(put(FileRole.PEOPLE, PeopleJson.write(contents.people()), draft));
        }
        return files;
    }

    private BundleFile put(FileRole role, Path source, @Nullable BundleFile known, Path draft) throws IOException {
        if (known == null) {
            return copy(role, source, draft);
        }
        disk.link(source, known.in(draft));
        return known;
    }

    private BundleFile copy(FileRole role, Path source, Path draft) throws IOException {
        BundleFile file = BundleFile.of(role, source);
        Path target = file.in(draft);
        try (Appender out = disk.append(target);
                var in = Files.newInputStream(source)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
            out.sync();
        }
        file.verify(target);
        return file;
    }

    private BundleFile put(FileRole role, byte[] content, Path draft) throws IOException {
        return put(BundleFile.of(role, content), content, draft);
    }

    private BundleFile put(BundleFile file, byte[] content, Path draft) throws IOException {
        disk.replace(file.in(draft), content);
        return file;
    }

    private void deleteDraft(Path draft) throws IOException {
        for (Path folder : List.of(draft.resolve(Bundle.FILES), draft)) {
            for (Path file : disk.list(folder)) {
                disk.delete(file);
            }
        }
        disk.delete(draft);
    }
}
