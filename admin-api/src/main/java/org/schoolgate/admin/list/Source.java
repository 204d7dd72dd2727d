package org.schoolgate.admin.list;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSummary;
import org.schoolgate.rules.list.ReadingOptions;

/**
 * Lists that were uploaded together, as one file or archive.
 *
 * @param name as given by whoever uploaded it; starts the names of its lists
 * @param category of everything in it; empty where the lists themselves say
 * @param licence as said with the upload; empty where its lists may say it
 * @param file the upload, as {@link Uploads} names it
 * @param size of the file, in bytes
 * @param lists what became of each list when it was compiled last
 */
public record Source(
        String name,
        ListFormat format,
        Optional<Category> category,
        ReadingOptions options,
        String licence,
        String file,
        long size,
        Instant uploadedAt,
        List<SourceList> lists) {
    public Source {
        lists = List.copyOf(lists);
    }

    /** How many entries put something on a list. */
    long listed() {
        return lists.stream().mapToLong(list -> list.kept() - list.exceptions()).sum();
    }

    ListSource in(Path folder) {
        Provenance provenance = new Provenance(Optional.of(uploadedAt), licence);
        return new ListSource(name, format, folder.resolve(file), category, options, provenance);
    }

    Source with(List<SourceList> compiled) {
        return new Source(name, format, category, options, licence, file, size, uploadedAt, compiled);
    }

    /**
     * @param licence null where nobody said it
     * @param read lines that are neither blank nor comments
     * @param exceptions how many of the kept take something off the list
     */
    public record SourceList(
            String name,
            String category,
            @Nullable String licence,
            long read,
            long kept,
            long exceptions,
            long duplicate,
            long rejected) {
        static SourceList of(ListSummary summary) {
            return new SourceList(
                    summary.name(),
                    summary.category().id(),
                    known(summary.provenance().licence()),
                    summary.read(),
                    summary.kept(),
                    summary.exceptions(),
                    summary.duplicate(),
                    summary.rejected());
        }

        private static @Nullable String known(String licence) {
            return licence.isEmpty() ? null : licence;
        }
    }
}
