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

    private static final Objection REFUSED_LABEL = Objection.refused(SINGLE_LABEL);
    private static final Objection REFUSED_SUFFIX = Objection.refused(SUFFIX);
    private static final Objection REFUSED_ADDRESS = Objection.refused(SPECIAL_ADDRESS);
    private static final Objection WARNED_SUFFIX = new Objection("", "names of many people are below it");

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

    /** What they say of an entry; empty texts where they say nothing. */
    record Objection(String refusal, String warning) {
        static final Objection NONE = new Objection("", "");

        private static Objection refused(String why) {
            return new Objection(why, "");
        }
    }

    /**
     * Why an entry is not taken, or what a person should know about one that is.
     *
     * @param category of the list
     * @param takesSuffixes whether somebody said that this list may name public suffixes
     */
    Objection judge(ListEntry entry, Category category, boolean takesSuffixes) {
        if (entry instanceof ListEntry.Name name) {
            return name.host().isAddress() ? address(name.host()) : name(name, category, takesSuffixes);
        }
        if (entry instanceof ListEntry.Pages pages) {
            Host host = pages.host();
            return host.isAddress() ? address(host) : suffix(host, suffixes.section(host), takesSuffixes);
        }
        return entry instanceof ListEntry.Range range && SpecialAddresses.overlap(range.first(), range.last())
                ? REFUSED_ADDRESS
                : Objection.NONE;
    }

    private static Objection address(Host host) {
        byte[] address = host.addressBytes();
        return SpecialAddresses.overlap(address, address) ? REFUSED_ADDRESS : Objection.NONE;
    }

    private Objection name(ListEntry.Name name, Category category, boolean takesSuffixes) {
        SuffixSection section = suffixes.section(name.host());
        Objection objection = suffix(name.host(), section, takesSuffixes);
        if (objection != Objection.NONE) {
            return objection;
        }
        KnownSite site = knownAtOrBelow.get(name.host().text());
        if (site != null && covers(name, site) && !site.category.equals(category) && !isOfGoodSites(category)) {
            return new Objection("", "covers a site that a school needs (" + site.category + ")");
        }
        return section == SuffixSection.PRIVATE && name.scope() != Scope.EXACT ? WARNED_SUFFIX : Objection.NONE;
    }

    private static Objection suffix(Host host, SuffixSection section, boolean takesSuffixes) {
        if (takesSuffixes) {
            return Objection.NONE;
        }
        if (host.text().indexOf('.') < 0) {
            return REFUSED_LABEL;
        }
        return section == SuffixSection.ICANN ? REFUSED_SUFFIX : Objection.NONE;
    }

    /** Whether an entry was refused since everybody may have a name below it. */
    static boolean isOfSuffix(String refusal) {
        return refusal.equals(SINGLE_LABEL) || refusal.equals(SUFFIX);
    }

    private static boolean covers(ListEntry.Name name, KnownSite site) {
        return name.scope().covers(name.host(), site.host);
    }
}
