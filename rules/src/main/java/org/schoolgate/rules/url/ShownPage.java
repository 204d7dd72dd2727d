package org.schoolgate.rules.url;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/**
 * A page that a site shows in an address of its own: what a translator, a cache, an archive or a web proxy is asked for.
 *
 * @param isTheSitesPurpose whether the site is known to show whatever page it is asked for; else the address merely has
 *     the shape of one of a web proxy, and may mean something harmless, such as a picture to be made smaller
 */
public record ShownPage(WebUrl page, boolean isTheSitesPurpose) {
    /** More than these are inside each other, or side by side, in no address that means well. */
    public static final int MAX = 16;

    /**
     * The pages that a request asks a site to show, and those that they would show in turn; in nearly all cases none. Each
     * once, no more than {@link #MAX} and one. Time O(length), and without an escape or a URL in the target nothing is
     * allocated.
     *
     * @param target path and query as sent; null where they are not seen, and some names tell the page all the same
     */
    public static List<ShownPage> in(Host host, @Nullable String target) {
        List<ShownPage> direct = directlyIn(host, target, true);
        if (direct.isEmpty()) {
            return direct;
        }
        Map<WebUrl, ShownPage> found = new LinkedHashMap<>();
        Deque<ShownPage> next = new ArrayDeque<>(direct);
        while (!next.isEmpty() && found.size() <= MAX) {
            ShownPage shown = next.remove();
            if (found.putIfAbsent(shown.page, shown) == null) {
                next.addAll(directlyIn(shown.page.host(), shown.page.target(), shown.isTheSitesPurpose));
            }
        }
        return List.copyOf(found.values());
    }

    /** Known sites first, so that a page that is found in two ways is for sure. */
    private static List<ShownPage> directlyIn(Host host, @Nullable String target, boolean isSiteForSure) {
        PageShower shower = PageShower.of(host);
        boolean mayBeProxy = target != null && WebProxyTarget.isPossible(target);
        if (shower == null && !mayBeProxy) {
            return List.of();
        }
        List<ShownPage> pages = new ArrayList<>();
        if (shower != null) {
            shower.pages(host, target).forEach(page -> pages.add(new ShownPage(page, isSiteForSure)));
        }
        if (target != null && mayBeProxy) {
            new WebProxyTarget(target).pages().forEach(page -> pages.add(new ShownPage(page, false)));
        }
        return pages;
    }
}
