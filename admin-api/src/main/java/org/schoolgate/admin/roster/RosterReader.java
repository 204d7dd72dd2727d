package org.schoolgate.admin.roster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.schoolgate.rules.disk.Disk;

/**
 * Reads what schools have of their people: a CSV, a zip of a OneRoster folder, or such a folder. What has mistakes is refused
 * whole, by an {@link InvalidRosterException}.
 */
public final class RosterReader {
    /** Of one file, and of all files of a folder. */
    public static final int MAX_BYTES = 32 << 20;

    private static final int MAX_FILES = 100;
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final String CSV = ".csv";

    private RosterReader() {}

    /** @param file what it is called, for messages */
    public static Roster read(String file, byte[] content, RosterRules rules) {
        return isZip(content) ? OneRoster.read(unzip(file, content), rules) : PeopleCsv.read(file, content, rules);
    }

    public static boolean isZip(byte[] content) {
        for (int i = 0; i < ZIP.length; i++) {
            if (content.length <= i || content[i] != ZIP[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a folder, or a file as it would be sent.
     *
     * @throws IOException when it cannot be read, or is larger than {@link #MAX_BYTES}
     */
    public static Roster read(Path path, RosterRules rules) throws IOException {
        if (Files.isDirectory(path)) {
            return OneRoster.read(contents(path), rules);
        }
        return read(path.getFileName().toString(), Disk.ofSystem().readAll(path, MAX_BYTES), rules);
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        long bytes = 0;
        for (Path file : csvs(folder)) {
            bytes += Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new IOException(folder + ": its files have over " + MAX_BYTES + " bytes");
            }
            files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return files;
    }

    private static List<Path> csvs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(CSV) && Files.isRegularFile(file))
                    .toList();
        }
    }

    private static Map<String, byte[]> unzip(String name, byte[] content) {
        Map<String, byte[]> files = new HashMap<>();
        Mistakes mistakes = new Mistakes();
        Place place = new Place(name, 1, 1);
        int left = MAX_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null) {
                byte[] file = zip.readNBytes(left + 1);
                left = files.size() < MAX_FILES ? left - file.length : -1;
                String base = entry.getName().replaceFirst(".*/", "");
                if (!entry.isDirectory() && files.put(base, file) != null) {
                    mistakes.add(place, "file of the zip", base, "each name once, whatever folder it is in");
                }
                // Not beyond the maximum: to come to the next one is to unpack all that is left of this one.
                entry = left < 0 ? null : zip.getNextEntry();
            }
        } catch (IOException e) {
            mistakes.add(place, "not a zip that can be read: " + e.getMessage());
        }
        if (left < 0) {
            mistakes.add(
                    place,
                    "unpacked, too much (expected: at most %d files of %d bytes together)"
                            .formatted(MAX_FILES, MAX_BYTES));
        }
        mistakes.throwIfAny();
        return files;
    }
}
