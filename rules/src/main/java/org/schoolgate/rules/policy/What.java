package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Set;
import org.schoolgate.rules.Category;

/**
 * What something is said about: either hosts, sites and pages, which step 10 of precedence decides on, or categories and lists,
 * which step 11 does.
 *
 * @param lists by their names as explanations give them, or sources, for all lists of them
 * @param sites ids
 * @param urls pages of hosts
 */
public record What(
        Set<Category> categories,
        Set<String> lists,
        List<HostPattern> hosts,
        Set<String> sites,
        List<UrlPattern> urls) {
    public What {
        categories = Set.copyOf(categories);
        lists = Set.copyOf(lists);
        hosts = List.copyOf(hosts);
        sites = Set.copyOf(sites);
        urls = List.copyOf(urls);
    }

    /** Whether a list is meant by a name: its own, or its source's. {@code ut1} stands for {@code ut1/games}. */
    static boolean isMeant(String list, String name) {
        return list.startsWith(name) && (list.length() == name.length() || list.charAt(name.length()) == '/');
    }
}
