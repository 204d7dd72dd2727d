package org.schoolgate.admin.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of the last bundles, {@code EPOCH.GENERATION}; one that is not published yet ends in {@code .part}.
 *
 * <p>The rule of epochs: the epoch grows when the store is older than its bundles or has none. Either means that a
 * backup was restored, and gateways have seen positions that the store does not know; they would refuse what it
 * publishes next. Where an older copy of both was restored, the folders cannot show it: see {@link Publisher#noteSeen}.
 */
public final class BundleFolders {
    /*
     * The store's position is committed between the writing of a .part folder and its renaming (see Publisher). So
     * at a start
     *   - a .part folder at the store's position was published: rename it;
     *   - another .part folder was not: delete it;
     *   - a whole folder beyond the store's position shows that the store was restored.
     */
    private static final Logger log = LoggerFactory.getLogger(BundleFolders.class);
    private static final Pattern NAME = Pattern.compile("\\d{1,18}\\.\\d{1,18}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String PART = ".part";
    private static final int KEPT = 3;

    private final Path root;
    private final SortedMap<Generation, Path> whole = new ConcurrentSkipListMap<>();
    private boolean restored;

    public BundleFolders(Path root) {
        this.root = root;
    }

    /** Puts the folders in order after a crash, and returns the one at the store's position if it is still there. */
    Optional<Path> recover(Optional<Generation> stored) throws IOException {
        Disk.ofSystem().makeFolder(root);
        if (stored.isPresent() && Files.exists(part(stored.get())) && !Files.exists(folder(stored.get()))) {
            settle(stored.get());
            log.info("Finished publishing {}, which a crash had interrupted", stored.get());
        }
        for (Path folder : folders()) {
            String name = folder.getFileName().toString();
            if (NAME.matcher(name).matches()) {
                whole.put(Generation.parse(name), folder);
            } else {
                log.info("Removing {}, left by a crash", name);
                delete(folder);
            }
        }
        return atPosition(stored);
    }

    private Optional<Path> atPosition(Optional<Generation> stored) {
        if (stored.isEmpty()) {
            restored = !whole.isEmpty();
            return Optional.empty();
        }
        Optional<Path> folder = Optional.ofNullable(whole.get(stored.get()));
        restored = folder.isEmpty() || whole.lastKey().compareTo(stored.get()) > 0;
        return restored ? Optional.empty() : folder;
    }

    /** The position of the bundle that comes after the store's. */
    Generation next(Optional<Generation> stored) {
        if (restored) {
            long stale = stored.map(Generation::epoch).orElse(0L);
            long seen = whole.isEmpty() ? 0 : whole.lastKey().epoch();
            return new Generation(Math.max(stale, seen) + 1, 1);
        }
        return stored.map(last -> new Generation(last.epoch(), last.generation() + 1))
                .orElseGet(() -> new Generation(1, 1));
    }

    /** Where to write a bundle that is not published yet; nothing is there. */
    Path newPart(Generation position) throws IOException {
        Path part = part(position);
        if (Files.exists(part)) {
            delete(part);
        }
        return part;
    }

    private Path folder(Generation position) {
        return root.resolve(position.toString());
    }

    private Path part(Generation position) {
        return root.resolve(position + PART);
    }

    /** Makes the folder that was written under {@link #newPart} one of the published. */
    Path settle(Generation position) throws IOException {
        Path folder = folder(position);
        Disk.ofSystem().move(part(position), folder);
        whole.put(position, folder);
        restored = false;
        return folder;
    }

    /** Deletes all but the last ones. What cannot be deleted now is tried again after the next start. */
    void prune(Generation newest) {
        List<Map.Entry<Generation, Path>> old = whole.entrySet().stream()
                .filter(folder -> folder.getKey().compareTo(newest) < 0)
                .sorted(Map.Entry.<Generation, Path>comparingByKey().reversed())
                .skip(KEPT - 1)
                .toList();
        for (Map.Entry<Generation, Path> folder : old) {
            try {
                whole.remove(folder.getKey());
                delete(folder.getValue());
            } catch (IOException e) {
                log.warn("Cannot delete the old bundle {}", folder.getKey(), e);
            }
        }
    }

    Optional<Path> file(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            return Optional.empty();
        }
        return whole.values().stream()
                .map(folder -> folder.resolve(Bundle.FILES).resolve(sha256))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
