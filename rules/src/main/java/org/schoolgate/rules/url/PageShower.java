package org.schoolgate.rules.url;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/** The known translators, caches and archives, by how their addresses tell which page they show. */
enum PageShower {
    /** The name of the page's host is a label: dots written as hyphens, hyphens doubled; path and query are the page's. */
    LABEL("cdn.ampproject.org") {
        @Override
        List<WebUrl> pages(Host host, @Nullable String target) {
            List<WebUrl> pages = new ArrayList<>(pagesOf(Set.of(nameIn(firstLabel(host))), target));
            if (target != null) {
                TargetText.readings(target).forEach(text -> accelerated(text).ifPresent(pages::add));
            }
            return pages;
        }
    },
    /**
     * The same with more ways to write the label (Google Search Central, "Ad networks and translation-related features"). One
     * parameter tells which, but what it tells is up to the one who asks, and in a tunnel it is not seen: each way counts.
     * Another has the beginning of a long name, which the label is the rest of.
     */
    TRANSLATED_LABEL("translate.goog") {
        @Override
        List<WebUrl> pages(Host host, @Nullable String target) {
            String label = firstLabel(host);
            Set<String> names = new LinkedHashSet<>();
            addNamesIn(label, names);
            if (target != null) {
                List<String> beginnings = new TargetText(target).values(Set.of("_x_tr_hp"));
                if (!beginnings.isEmpty()) {
                    addNamesIn(beginnings.get(0) + label, names);
                    addNamesIn(beginnings.get(beginnings.size() - 1) + label, names);
                }
            }
            return pagesOf(names, target);
        }

        @Override
        boolean mayShowOthers(@Nullable String target) {
            return target == null;
        }
    },
    /** A parameter is the page's address. */
    PARAMETER(
            "translate.google.*",
            "translate.googleusercontent.com",
            "translatetheweb.com",
            "microsofttranslator.com",
            "translatoruser-int.com",
            "translate.yandex.*",
            "papago.naver.net",
            "papago.naver.com",
            "yandexwebcache.net",
            "webcitation.org") {
        @Override
        List<WebUrl> inTarget(TargetText target) {
            return target.values(Set.of("u", "url", "a")).stream()
                    .flatMap(value -> TargetText.page(value).stream())
                    .toList();
        }
    },
    /** A search for {@code cache:} and the page's address, an id before it or words behind it. */
    CACHE("webcache.googleusercontent.com") {
        @Override
        List<WebUrl> inTarget(TargetText target) {
            return target.values(Set.of("q")).stream()
                    .filter(value -> value.regionMatches(true, 0, CACHE_PREFIX, 0, CACHE_PREFIX.length()))
                    .map(value -> value.substring(CACHE_PREFIX.length()).strip().split(" ", 2)[0])
                    .flatMap(value -> Stream.of(value, value.substring(value.indexOf(':') + 1)))
                    .flatMap(value -> TargetText.page(value).stream())
                    .toList();
        }
    },
    /** The page's address follows in the path, behind the date of the copy. */
    ARCHIVE(
            "archive.org",
            "archive.today",
            "archive.ph",
            "archive.is",
            "archive.li",
            "archive.vn",
            "archive.md",
            "archive.fo",
            "arquivo.pt") {
        @Override
        List<WebUrl> inTarget(TargetText target) {
            int start = endOfDate(target.path());
            return start > 1 ? TargetText.page(target.from(start)).stream().toList() : List.of();
        }
    },
    /** {@code /amp/}, and the page without its scheme. */
    ACCELERATED("google.*", "www.google.*") {
        @Override
        List<WebUrl> inTarget(TargetText target) {
            return target.path().startsWith("/amp/")
                    ? accelerated(target).stream().toList()
                    : List.of();
        }
    },
    /** Scheme and host of the page are two segments of the path. */
    SCHEME_SEGMENT("translated.turbopages.org") {
        @Override
        List<WebUrl> inTarget(TargetText target) {
            return bySchemeSegment(target).stream().toList();
        }
    };

    private static final String CACHE_PREFIX = "cache:";
    /** Words with which the paths of archives begin. */
    private static final Set<String> COPIES = Set.of("web", "save", "wayback", "newest", "oldest", "_embed", "wabac");

    private static final List<PageShower> ALL = List.of(values());

    /** Of a site: itself and what is below it or, with a country's ending of any kind, what begins with it. */
    private record Name(String text, boolean isBeginning) {
        static Name of(String name) {
            boolean isBeginning = name.endsWith("*");
            return new Name(isBeginning ? name.substring(0, name.length() - 1) : name, isBeginning);
        }

        boolean isOf(String host) {
            if (isBeginning) {
                return host.startsWith(text);
            }
            int boundary = host.length() - text.length() - 1;
            return host.endsWith(text) && (boundary < 0 || host.charAt(boundary) == '.');
        }
    }

    private final List<Name> names;

    PageShower(String... names) {
        this.names = Stream.of(names).map(Name::of).toList();
    }

    static @Nullable PageShower of(Host host) {
        if (host.isAddress()) {
            return null;
        }
        for (PageShower shower : ALL) {
            for (Name name : shower.names) {
                if (name.isOf(host.text())) {
                    return shower;
                }
            }
        }
        return null;
    }

    /** @param target null where it is not seen */
    List<WebUrl> pages(Host host, @Nullable String target) {
        return target == null
                ? List.of()
                : TargetText.readings(target).stream()
                        .flatMap(text -> inTarget(text).stream())
                        .toList();
    }

    List<WebUrl> inTarget(TargetText target) {
        return List.of();
    }

    /** Whether what is not seen may make any other page of those that are found. */
    boolean mayShowOthers(@Nullable String target) {
        return false;
    }

    static Optional<WebUrl> bySchemeSegment(TargetText target) {
        for (String scheme : new String[] {"/http/", "/https/"}) {
            int at = target.path().indexOf(scheme);
            if (at >= 0) {
                String bare = target.from(at + scheme.length());
                return TargetText.page(scheme.substring(1, scheme.length() - 1) + "://" + bare);
            }
        }
        return Optional.empty();
    }

    /** {@code /c/s/example.org/page}: what kind of copy, {@code s} for https, the page. */
    private static Optional<WebUrl> accelerated(TargetText target) {
        String path = target.path();
        int start = path.indexOf('/', 1) + 1;
        boolean isSecure = path.startsWith("s/", start);
        String bare = target.from(isSecure ? start + 2 : start);
        return start == 0 ? Optional.empty() : TargetText.page((isSecure ? "https://" : "http://") + bare);
    }

    private static String firstLabel(Host host) {
        return host.text().substring(0, host.text().indexOf('.'));
    }

    /** Of these hosts the page with that path and query. */
    private static List<WebUrl> pagesOf(Set<String> hosts, @Nullable String target) {
        return hosts.stream()
                .flatMap(host -> TargetText.page(host + (target == null ? "/" : target)).stream())
                .toList();
    }

    /** {@code 1-} and {@code 0-} may be marks: of nothing, and of a name whose first label begins {@code xn--}. */
    private static void addNamesIn(String label, Set<String> names) {
        names.add(nameIn(label));
        String unmarked = label.startsWith("1-") ? label.substring(2) : label;
        names.add(nameIn(unmarked));
        if (unmarked.startsWith("0-")) {
            names.add("xn--" + nameIn(unmarked.substring(2)));
        }
    }

    /** The host that a label stands for (AMP cache URL format). */
    private static String nameIn(String label) {
        String plain = label.startsWith("xn--") ? Host.unicode(label) : label;
        boolean isWrapped = plain.startsWith("0-") && plain.endsWith("-0") && plain.length() > 4;
        String hyphens = isWrapped ? plain.substring(2, plain.length() - 2) : plain;
        return hyphens.replace("--", "\0").replace('-', '.').replace('\0', '-');
    }

    /** Behind the segments that say which copy is meant. */
    private static int endOfDate(String path) {
        int start = 1;
        for (int slash = path.indexOf('/', start); slash > 0 && isCopy(path, start, slash); ) {
            start = slash + 1;
            slash = path.indexOf('/', start);
        }
        return start;
    }

    private static boolean isCopy(String path, int start, int end) {
        String segment = path.substring(start, end);
        boolean isDate = !segment.isEmpty() && "0123456789*".indexOf(segment.charAt(0)) >= 0 && !segment.contains(".");
        return isDate || COPIES.contains(segment);
    }
}
