package org.schoolgate.rules.list;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a source, whatever it is: one file, the files of a folder and its folders in order of their names, or the
 * files of an archive in its order. Hidden files are left out. Never follows a link, never writes, bounded in all it does.
 */
final class SourceFiles {
    static final long MAX_UNPACKED_BYTES = 1L << 30;
    private static final int MAX_FILES = 20_000;
    private static final int MAX_DEPTH = 16;

    /** Takes what is found; paths are relative to the source, so that of a source which is one file is empty. */
    interface Visitor {
        void file(String path, InputStream content) throws IOException;

        void link(String path, String target) throws IOException;
    }

    private final Visitor counted;
    private final Budget budget;
    private Instant newest = Instant.EPOCH;

    SourceFiles(Visitor visitor, long maxUnpackedBytes) {
        this.counted = new Counted(visitor);
        this.budget = new Budget(maxUnpackedBytes);
    }

    void visit(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            visitFolder(path, "", 0);
        } else {
            visitFile(path, "");
        }
    }

    /** When that of the visited files was modified which was modified last; of an archive it is the archive that counts. */
    Instant newest() {
        return newest;
    }

    private void visitFolder(Path folder, String prefix, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new ListSourceException(prefix + ": folders nested more than " + MAX_DEPTH + " deep");
        }
        for (Path child : sortedChildren(folder)) {
            String path = prefix + child.getFileName();
            if (Files.isSymbolicLink(child)) {
                counted.link(path, Files.readSymbolicLink(child).toString());
            } else if (Files.isDirectory(child)) {
                visitFolder(child, path + "/", depth + 1);
            } else if (Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
                visitFile(child, path);
            }
        }
    }

    private static List<Path> sortedChildren(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(child -> child.getFileName().toString()))
                    .toList();
        }
    }

    private void visitFile(Path file, String path) throws IOException {
        Instant modified = Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis());
        newest = modified.isAfter(newest) ? modified : newest;
        try (InputStream packed = Files.newInputStream(file);
                InputStream unpacked = budget.over(Unpacking.decompressed(packed));
                BufferedInputStream in = new BufferedInputStream(unpacked)) {
            if (Unpacking.isTar(in)) {
                new TarFiles(in).visit(new Members(counted));
            } else if (Unpacking.isZip(in)) {
                new ZipFiles(in, budget).visit(new Members(counted));
            } else {
                counted.file(path, in);
            }
        } catch (IOException e) {
            throw ListSourceException.in(path, e);
        }
    }

    /** Passes on the files of an archive; when one cannot be read, says which. */
    private record Members(Visitor visitor) implements Visitor {
        @Override
        public void file(String path, InputStream content) throws IOException {
            try {
                visitor.file(path, content);
            } catch (IOException e) {
                throw ListSourceException.in(path, e);
            }
        }

        @Override
        public void link(String path, String target) throws IOException {
            visitor.link(path, target);
        }
    }

    /** Passes on what is found, as long as it is not too much. */
    private static final class Counted implements Visitor {
        private final Visitor visitor;
        private int files;

        Counted(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void file(String path, InputStream content) throws IOException {
            count();
            visitor.file(path, content);
        }

        @Override
        public void link(String path, String target) throws IOException {
            count();
            visitor.link(path, target);
        }

        private void count() throws ListSourceException {
            if (++files > MAX_FILES) {
                throw new ListSourceException("more than " + MAX_FILES + " files");
            }
        }
    }
}
