package org.schoolgate.rules.access;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.disk.Disk;

/**
 * Which segment a file is: {@code access-<gateway>-<epoch>-<number>.jsonl.zst}, with {@code .part} at the end as long as it
 * is written to. Ordered as the gateway wrote them.
 *
 * @param epoch of the gateway's start, as in its event ids
 * @param number from 1 within the epoch
 */
public record SegmentName(int gateway, long epoch, long number) implements Comparable<SegmentName> {
    private static final Pattern FILE_NAME =
            Pattern.compile("access-([1-9][0-9]{0,8})-([1-9][0-9]{0,17})-([1-9][0-9]{0,17})\\.jsonl\\.zst(?:\\.part)?");
    private static final Comparator<SegmentName> ORDER = Comparator.comparingLong(SegmentName::epoch)
            .thenComparingLong(SegmentName::number)
            .thenComparingInt(SegmentName::gateway);
    private static final String OPEN = ".part";

    /** Which segment this file is, open or closed; empty for other files. */
    public static Optional<SegmentName> of(Path file) {
        Matcher matcher = FILE_NAME.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new SegmentName(
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether a segment's file is still written to, or was when the gateway died. */
    public static boolean isOpen(Path file) {
        return file.getFileName().toString().endsWith(OPEN);
    }

    public Path closedFile(Path folder) {
        return folder.resolve("access-" + gateway + "-" + epoch + "-" + number + ".jsonl.zst");
    }

    public Path openFile(Path folder) {
        return folder.resolve(closedFile(folder).getFileName() + OPEN);
    }

    /**
     * Its bytes, be it open or closed.
     *
     * @throws NoSuchFileException when it is neither
     */
    SeekableByteChannel read(Disk disk, Path folder) throws IOException {
        try {
            return disk.read(openFile(folder));
        } catch (NoSuchFileException e) {
            return disk.read(closedFile(folder));
        }
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }
}
