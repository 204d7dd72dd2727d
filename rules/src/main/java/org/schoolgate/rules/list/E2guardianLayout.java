package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * The lists of DansGuardian and e2guardian that ban. A file that is included belongs to every list that includes it,
 * directly or not, and is looked for within the source only. Grey lists are counted: they lift only part of the filtering.
 * So are exception lists, which are somebody else's policy, unless their category is one of good sites.
 *
 * @param lists by path, the roots of the lists that a file is part of
 * @param withHours the paths of files for certain hours
 * @param findings see {@link Layout#findings}
 */
record E2guardianLayout(
        Map<String, SortedSet<String>> lists,
        Set<String> withHours,
        String fileName,
        Map<String, List<ReportedLine>> findings)
        implements Layout {
    static final String FOR_HOURS = "in a list for certain hours (#time), which are for the policy to set";

    /** Each may include all files of the source once more. */
    private static final int MAX_LISTS = 100;

    private static final String EVIDENCE = "its files are named as those of e2guardian";
    private static final Pattern ROOT =
            Pattern.compile("(?:.*/)?(?:local)?(?:banned|grey|exception)(?:ssl)?(?:site|siteip|url|regexpurl)list");

    private static final Pattern OTHERS =
            Pattern.compile("(?:.*/)?(?:(?:phrase|black)lists/.*|[a-z]*(?:list|groups|nobypass)(?:\\.in)?)");

    static E2guardianLayout of(Path source) throws IOException {
        Includes includes = new Includes();
        Survey.of(source, includes::addFile, includes::look);
        String fileName = fileName(source);
        List<String> roots =
                includes.files().stream().filter(path -> isRoot(path, fileName)).toList();
        if (roots.isEmpty()) {
            throw new ListSourceException("no file in it has the name of a list of e2guardian (expected:"
                    + " bannedsitelist, bannedurllist, bannedregexpurllist or the like)");
        }
        if (roots.size() > MAX_LISTS) {
            throw new ListSourceException("more than " + MAX_LISTS + " lists of e2guardian");
        }
        IncludeTree tree = new IncludeTree(includes);
        roots.forEach(tree::add);
        return new E2guardianLayout(tree.rootsByFile(), includes.withHours(), fileName, tree.findings());
    }

    /** Whether these are the files of such a source. */
    static boolean isMadeOf(Collection<String> paths, Path source) {
        return paths.stream().anyMatch(path -> isRoot(path, fileName(source)));
    }

    /** Whether the file is read, or named as one of e2guardian's that say nothing about sites. */
    boolean knows(String path) {
        return lists.containsKey(path) || OTHERS.matcher(path).matches();
    }

    private static String fileName(Path source) {
        return ListSource.baseName(String.valueOf(source.getFileName()));
    }

    private static boolean isRoot(String path, String fileName) {
        return ROOT.matcher(path.isEmpty() ? fileName : path).matches();
    }

    @Override
    public List<Part> parts(String path) {
        return lists.getOrDefault(path, Collections.emptySortedSet()).stream()
                .map(root -> new Part(
                        root,
                        name(root),
                        path,
                        ListFormat.E2GUARDIAN,
                        EVIDENCE,
                        () -> new E2guardianLines(entries(root, path))))
                .toList();
    }

    private static String name(String root) {
        return root.substring(root.lastIndexOf('/') + 1);
    }

    private ListReader entries(String root, String path) {
        String name = root.isEmpty() ? fileName : name(root);
        if (name.contains("grey")) {
            return (line, out) -> count(out, "entries of a list named grey, which is not used");
        }
        ListReader entries = withHours.contains(path) ? E2guardianLayout::rejectForHours : entries(name);
        return name.contains("exception") ? ofGoodSites(entries) : entries;
    }

    private static ListReader entries(String name) {
        return name.contains("regexp") ? new ExpressionsReader() : new E2guardianReader();
    }

    private static ListReader ofGoodSites(ListReader entries) {
        return (line, out) -> {
            if (out.isOfGoodSites()) {
                entries.read(line, out);
            } else {
                count(out, "entries of a list named exception, which is used only under a category of good sites");
            }
        };
    }

    private static void rejectForHours(String line, LineOutcome out) {
        out.count();
        out.reject(line, FOR_HOURS);
    }

    private static void count(LineOutcome out, String seen) {
        out.count();
        out.seen(seen);
    }
}
