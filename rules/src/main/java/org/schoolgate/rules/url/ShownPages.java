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
 * The pages that a request asks a site to show, and those that they would show in turn; in nearly all cases none.
 *
 * @param found each once, in the order in which they are shown
 * @param areTooMany whether there are more, which were not looked for: in no address that means well
 * @param mayBeOthers whether any other page may be shown in their place: not all that tells it is seen
 */
public record ShownPages(List<ShownPage> found, boolean areTooMany, boolean mayBeOthers) {
    public static final ShownPages NONE = new ShownPages(List.of(), false, false);

    /** Inside each other, or side by side. */
    private static final int MAX = 16;

    /** Of all together, in characters: pages inside each other are each nearly as long as the address. */
    private static final int MAX_LENGTH = 32 << 10;

    public ShownPages {
        found = List.copyOf(found);
    }

    /**
     * Time O(length) up to some 32 KiB; without an escape or a URL in the target nothing is allocated.
     *
     * @param target path and query as sent; null where they are not seen, and some names tell the page all the same
     */
    public static ShownPages in(Host host, @Nullable String target) {
        List<ShownPage> direct = directlyIn(host, target, true);
        if (direct.isEmpty()) {
            return NONE;
        }
        PageShower shower = PageShower.of(host);
        boolean mayBeOthers = shower != null && shower.mayShowOthers(target);
        Map<WebUrl, ShownPage> found = new LinkedHashMap<>();
        Deque<ShownPage> next = new ArrayDeque<>(direct);
        int length = 0;
        while (!next.isEmpty()) {
            ShownPage shown = next.remove();
            length += shown.page().target().length();
            if (found.size() == MAX || length > MAX_LENGTH) {
                return new ShownPages(List.copyOf(found.values()), true, mayBeOthers);
            }
            if (found.putIfAbsent(shown.page(), shown) == null) {
                next.addAll(directlyIn(shown.page().host(), shown.page().target(), shown.isTheSitesPurpose()));
            }
        }
        return new ShownPages(List.copyOf(found.values()), false, mayBeOthers);
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
