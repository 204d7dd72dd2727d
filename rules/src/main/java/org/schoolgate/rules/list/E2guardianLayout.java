package org.schoolgate.rules.list;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists of DansGuardian and e2guardian that ban. A file that is included belongs to every list that includes it,
 * directly or not, and is looked for within the source only. Grey and exception lists are counted: the first lift only
 * part of the filtering, the second are somebody else's policy.
 *
 * @param lists by path, the roots of the lists that a file is part of
 * @param findings see {@link Layout#findings}
 */
record E2guardianLayout(Map<String, SortedSet<String>> lists, String fileName, Map<String, List<ReportedLine>> findings)
        implements Layout {
    /** Each may include all files of the source once more. */
    private static final int MAX_LISTS = 100;

    private static final String EVIDENCE = "its files are named as those of e2guardian";
    private static final Pattern ROOT =
            Pattern.compile("(?:.*/)?(?:local)?(banned|grey|exception)(?:ssl)?(?:site|siteip|url|regexpurl)list");
    private static final Pattern EXPRESSIONS = Pattern.compile("(?:.*/)?(?:local)?[a-z]*regexpurllist");

    static E2guardianLayout of(Path source) throws IOException {
        Includes includes = new Includes();
        Survey.of(source, includes::addFile, includes::look);
        String fileName = String.valueOf(source.getFileName());
        List<String> roots = includes.files().stream()
                .filter(path -> path.isEmpty() || isRoot(path))
                .toList();
        if (roots.size() > MAX_LISTS) {
            throw new ListSourceException("more than " + MAX_LISTS + " lists of e2guardian");
        }
        IncludeTree tree = new IncludeTree(includes);
        roots.forEach(tree::add);
        return new E2guardianLayout(tree.rootsByFile(), fileName, tree.findings());
    }

    /** Whether these are the files of such a source. */
    static boolean isMadeOf(Collection<String> paths, Path source) {
        return paths.stream().anyMatch(path -> isRoot(path.isEmpty() ? String.valueOf(source.getFileName()) : path));
    }

    private static boolean isRoot(String path) {
        return ROOT.matcher(path).matches();
    }

    @Override
    public List<Part> parts(String path) {
        return lists.getOrDefault(path, Collections.emptySortedSet()).stream()
                .map(root -> new Part(name(root), path, ListFormat.E2GUARDIAN, EVIDENCE, reader(root)))
                .toList();
    }

    static String name(String root) {
        return root.substring(root.lastIndexOf('/') + 1);
    }

    private Supplier<ListReader> reader(String root) {
        Matcher matcher = ROOT.matcher(root);
        if (matcher.matches() && !matcher.group(1).equals("banned")) {
            String seen = "entries of a list named " + matcher.group(1) + ", which are not used";
            return () -> (line, out) -> {
                if (line.charAt(0) != '#') {
                    out.count();
                    out.seen(seen);
                }
            };
        }
        boolean isExpressions =
                EXPRESSIONS.matcher(root.isEmpty() ? fileName : root).matches();
        return isExpressions ? ExpressionsReader::new : E2guardianReader::new;
    }
}
