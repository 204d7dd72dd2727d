package org.schoolgate.rules.list;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.url.PublicSuffixes;
import org.schoolgate.rules.url.SuffixSection;

/** What no list may say, whoever made it, and what a person should know that it says. Immutable. */
public final class ListGuards {
    static final String SINGLE_LABEL = "top-level domain or single label";
    static final String SUFFIX = "public suffix: everybody may have a name below it";
    static final String SPECIAL_ADDRESS = "private or local address";

    private static final String PRIVATE_SUFFIX = "names of many people are below it";

    private final PublicSuffixes suffixes;
    private final Map<String, KnownSite> knownAtOrBelow = new HashMap<>();
    private final Predicate<Category> isOfGoodSites;

    private record KnownSite(Host host, Category category) {}

    /**
     * Makes the guards.
     *
     * @param known sites that a school can hardly do without, each with what it is
     * @param isOfGoodSites whether the lists of a category name sites to let through
     */
    public ListGuards(PublicSuffixes suffixes, Map<Host, Category> known, Predicate<Category> isOfGoodSites) {
        this.suffixes = suffixes;
        this.isOfGoodSites = isOfGoodSites;
        known.forEach(this::addKnown);
    }

    /** Knows the built-in suffixes and no sites. */
    public static ListGuards builtIn() {
        return new ListGuards(PublicSuffixes.builtIn(), Map.of(), category -> false);
    }

    private void addKnown(Host host, Category category) {
        String name = host.text();
        KnownSite site = new KnownSite(host, category);
        knownAtOrBelow.put(name, site);
        for (int dot = name.indexOf('.'); dot >= 0 && !host.isAddress(); dot = name.indexOf('.', dot + 1)) {
            knownAtOrBelow.putIfAbsent(name.substring(dot + 1), site);
        }
    }

    /** Whether the lists of a category name sites to let through. */
    boolean isOfGoodSites(Category category) {
        return isOfGoodSites.test(category);
    }

    /**
     * Why an entry is not taken; empty when it is.
     *
     * @param takesSuffixes whether somebody said that this list may name public suffixes
     */
    String refusal(ListEntry entry, boolean takesSuffixes) {
        if (entry instanceof ListEntry.Name name) {
            return refusal(name.host(), takesSuffixes);
        }
        if (entry instanceof ListEntry.Pages pages) {
            return refusal(pages.host(), takesSuffixes);
        }
        return entry instanceof ListEntry.Range range && SpecialAddresses.overlap(range.first(), range.last())
                ? SPECIAL_ADDRESS
                : "";
    }

    private String refusal(Host host, boolean takesSuffixes) {
        if (host.isAddress()) {
            byte[] address = host.addressBytes();
            return SpecialAddresses.overlap(address, address) ? SPECIAL_ADDRESS : "";
        }
        if (takesSuffixes) {
            return "";
        }
        if (host.text().indexOf('.') < 0) {
            return SINGLE_LABEL;
        }
        return suffixes.section(host) == SuffixSection.ICANN ? SUFFIX : "";
    }

    /** What a person should know about an entry that is taken; empty when it is nothing. */
    String warning(ListEntry entry, Category category) {
        if (!(entry instanceof ListEntry.Name name)) {
            return "";
        }
        KnownSite site = knownAtOrBelow.get(name.host().text());
        if (site != null && covers(name, site) && !site.category.equals(category) && !isOfGoodSites(category)) {
            return "covers a site that a school needs (" + site.category + ")";
        }
        return suffixes.section(name.host()) == SuffixSection.PRIVATE && name.scope() != Scope.EXACT
                ? PRIVATE_SUFFIX
                : "";
    }

    private static boolean covers(ListEntry.Name name, KnownSite site) {
        return name.scope().covers(name.host(), site.host);
    }
}
