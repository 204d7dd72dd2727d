package org.schoolgate.rules.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.rules.disk.Disk;

/** Closes the segments that a gateway left open when it died. */
public final class SegmentRecovery {
    /**
     * What became of one of them.
     *
     * @param keptBytes whole frames
     * @param cutBytes a torn tail, or whatever else was no whole frame
     */
    public record Recovered(SegmentName name, long keptBytes, long cutBytes) {}

    private SegmentRecovery() {}

    /** Cuts each open segment after its last whole frame and closes it. No writer may be at work in the folder. */
    public static List<Recovered> recover(Disk disk, Path folder) throws IOException {
        List<Recovered> recovered = new ArrayList<>();
        for (Path file : disk.list(folder)) {
            if (SegmentName.isOpen(file) && SegmentName.of(file).isPresent()) {
                recovered.add(recover(disk, folder, SegmentName.of(file).get()));
            }
        }
        return recovered;
    }

    private static Recovered recover(Disk disk, Path folder, SegmentName name) throws IOException {
        Path file = name.openFile(folder);
        long bytes = disk.size(file);
        long whole = wholeBytes(disk, file);
        if (whole == 0) {
            disk.delete(file);
            return new Recovered(name, 0, bytes);
        }
        if (whole < bytes) {
            disk.truncate(file, whole);
        }
        disk.move(file, name.closedFile(folder));
        return new Recovered(name, whole, bytes - whole);
    }

    private static long wholeBytes(Disk disk, Path file) throws IOException {
        long end = 0;
        try (FrameReader frames = new FrameReader(disk.read(file))) {
            long bytes = frames.fileBytes();
            while (end < bytes) {
                FrameReader.Frame frame = frames.frameAt(end);
                frames.contentOf(frame);
                end = frame.end();
            }
        } catch (IOException damage) {
            return end;
        }
        return end;
    }
}
