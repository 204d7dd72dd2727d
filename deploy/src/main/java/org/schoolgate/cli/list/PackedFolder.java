package org.schoolgate.cli.list;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A folder as a compressed archive, to be sent in one piece. Symbolic links stay links: in UT1 they are other names of a list. */
public final class PackedFolder {
    private PackedFolder() {}

    /** Writes a tar with zstd; whatever was at {@code archive} is replaced. */
    public static void write(Path folder, Path archive) throws IOException {
        try (TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new ZstdOutputStreamNoFinalizer(Files.newOutputStream(archive)));
                Stream<Path> found = Files.walk(folder)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            List<Path> paths =
                    found.filter(path -> !path.equals(folder)).sorted().toList();
            for (Path path : paths) {
                add(tar, path, folder.relativize(path).toString());
            }
        }
    }

    private static void add(TarArchiveOutputStream tar, Path path, String name) throws IOException {
        if (Files.isSymbolicLink(path)) {
            TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(path).toString());
            tar.putArchiveEntry(link);
        } else {
            tar.putArchiveEntry(new TarArchiveEntry(path.toFile(), name));
            if (Files.isRegularFile(path)) {
                Files.copy(path, tar);
            }
        }
        tar.closeArchiveEntry();
    }
}
