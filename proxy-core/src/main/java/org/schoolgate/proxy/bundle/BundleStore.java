package org.schoolgate.proxy.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.disk.Disk;

/**
 * The bundles on this gateway's disk, a folder each, named {@code EPOCH.GENERATION}. One that is being fetched is a draft
 * until everything in it is on the disk. Not thread-safe.
 */
final class BundleStore {
    private static final String DRAFT = "draft";
    private static final int KEPT = 3;

    private final Disk disk;
    private final Path folder;

    BundleStore(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** What is there, newest first; whether it is any good shows when it is opened. */
    List<Generation> stored() throws IOException {
        return disk.list(folder).stream()
                .flatMap(path -> generation(path).stream())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static Optional<Generation> generation(Path path) {
        try {
            return Optional.of(Generation.parse(path.getFileName().toString()));
        } catch (IllegalArgumentException draftOrForeign) {
            return Optional.empty();
        }
    }

    Path folderOf(Generation generation) {
        return folder.resolve(generation.toString());
    }

    Manifest manifest(Generation generation) throws IOException {
        return Manifest.parse(disk.readAll(folderOf(generation).resolve(Bundle.MANIFEST), Manifest.MAX_BYTES));
    }

    /** An empty folder to put a bundle's files in; what was in it before is gone. */
    Path newDraft() throws IOException {
        Path draft = folder.resolve(DRAFT);
        delete(draft);
        disk.makeFolder(draft.resolve(Bundle.FILES));
        return draft;
    }

    /** Keeps the draft as this generation, in the place of a damaged one if need be; its files must have been synced. */
    Path keepDraft(Generation generation) throws IOException {
        Path draft = folder.resolve(DRAFT);
        Path kept = folderOf(generation);
        disk.syncFolder(draft.resolve(Bundle.FILES));
        disk.syncFolder(draft);
        delete(kept);
        disk.move(draft, kept);
        return kept;
    }

    /** Deletes all but the newest three; the one that serves is never deleted. */
    void prune(Generation serving) throws IOException {
        for (Generation old : stored().stream().skip(KEPT).toList()) {
            if (!old.equals(serving)) {
                delete(folderOf(old));
            }
        }
    }

    void delete(Generation generation) throws IOException {
        delete(folderOf(generation));
    }

    private void delete(Path bundle) throws IOException {
        for (Path files : List.of(bundle.resolve(Bundle.FILES), bundle)) {
            for (Path file : disk.list(files)) {
                disk.delete(file);
            }
        }
        disk.delete(bundle);
    }
}
