package org.schoolgate.rules.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Predicate;

/** A first reading of a source, for what must be known before its first entry is taken. */
final class Survey {
    private Survey() {}

    /** Takes lines that are not empty. */
    @FunctionalInterface
    interface LineVisitor {
        void line(String path, String line) throws IOException;
    }

    /** Reads the files of which the path is wanted; links and packed files within archives are none. */
    static void of(Path source, Predicate<String> wanted, LineVisitor visitor) throws IOException {
        SourceFiles.Visitor files = new SourceFiles.Visitor() {
            @Override
            public void file(String path, InputStream content) throws IOException {
                if (wanted.test(path)) {
                    lines(path, content, visitor);
                }
            }

            @Override
            public void link(String path, String target) {
                // says nothing about the lists
            }
        };
        new SourceFiles(files, SourceFiles.MAX_UNPACKED_BYTES).visit(source);
    }

    private static void lines(String path, InputStream content, LineVisitor visitor) throws IOException {
        Lines lines = new Lines(Content.ofList(content));
        while (lines.next()) {
            String line = lines.text();
            if (!line.isEmpty() && !lines.isTooLong()) {
                visitor.line(path, line);
            }
        }
    }
}
