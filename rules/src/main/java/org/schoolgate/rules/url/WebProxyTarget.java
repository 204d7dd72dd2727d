package org.schoolgate.rules.url;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Path and query that a web proxy on any host may have: the whole URL of another page in the path
 * ({@code /http://example.org/}) or as the query, scheme and host as two segments behind the script of CGIProxy, or a
 * parameter of one of the usual scripts (Glype, PHProxy, miniProxy), in plain or as Base64.
 */
final class WebProxyTarget {
    private static final Set<String> PARAMETERS = Set.of("u", "url", "q");
    private static final String SCRIPT = ".php";
    private static final String CGI_SCRIPT = "/nph-";

    private final TargetText target;

    WebProxyTarget(String target) {
        this.target = new TargetText(target);
    }

    /** Whether it is worth reading at all. */
    static boolean isPossible(String target) {
        for (int i = 1; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '%'
                    || c == ':' && isSlashed(target, i + 1)
                    || c == '.' && target.startsWith(SCRIPT + "?", i)
                    || c == '/' && target.startsWith(CGI_SCRIPT, i)) {
                return true;
            }
        }
        return target.startsWith(CGI_SCRIPT);
    }

    private static boolean isSlashed(String text, int index) {
        return index < text.length() && (text.charAt(index) == '/' || text.charAt(index) == '\\');
    }

    List<WebUrl> pages() {
        List<WebUrl> pages = new ArrayList<>();
        inPath().ifPresent(pages::add);
        inQuery().ifPresent(pages::add);
        if (target.path().endsWith(SCRIPT)) {
            target.values(PARAMETERS).forEach(value -> inParameter(value).ifPresent(pages::add));
        }
        return pages;
    }

    private Optional<WebUrl> inPath() {
        String path = target.path();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (TargetText.isUrlAt(path, slash + 1)) {
                return TargetText.page(target.from(slash + 1));
            }
        }
        return path.contains(CGI_SCRIPT) ? PageShower.bySchemeSegment(target) : Optional.empty();
    }

    private Optional<WebUrl> inQuery() {
        String query = target.query();
        return query == null ? Optional.empty() : whole(TargetText.decoded(query));
    }

    private static Optional<WebUrl> inParameter(String value) {
        Optional<WebUrl> plain = whole(value);
        return plain.isPresent() ? plain : whole(fromBase64(value));
    }

    private static Optional<WebUrl> whole(String text) {
        return TargetText.isUrlAt(text, 0) ? TargetText.page(text) : Optional.empty();
    }

    /** Glype leaves the scheme out, or its first letters. */
    private static String fromBase64(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace(' ', '-').replace('/', '_'));
            String decoded = TargetText.decoded(new String(bytes, StandardCharsets.ISO_8859_1));
            return decoded.startsWith("://") || decoded.startsWith("s://") ? "http" + decoded : decoded;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
