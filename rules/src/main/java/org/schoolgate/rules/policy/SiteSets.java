package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Verdict;

/**
 * The sites that ship with the product: helplines and reporting services, what devices need to work at all, sites that
 * support people (health, faith, identity, loss …), facts about well-known services (which are search engines, which
 * resolve names over HTTPS …), and names of sites for policies. Support and facts count as a list of their own, named
 * {@code starter}.
 */
public final class SiteSets {
    public static final SiteSets NONE = new SiteSets(List.of(), List.of(), List.of(), List.of(), List.of());

    static final Category HELP = new Category("help");
    static final Category INFRASTRUCTURE = new Category("infrastructure");
    static final Category SUPPORT = new Category("support");
    private static final Category SEARCH = new Category("search");

    private final List<Site> helpSites;
    private final List<Site> infrastructureSites;
    private final HostTable<Site> help;
    private final HostTable<Site> infrastructure;
    private final HostTable<Site> support;
    private final List<Site> known;
    private final HostTable<Site> facts;
    private final Map<Host, Category> essential = new TreeMap<>();
    private final List<NamedSite> named;

    SiteSets(List<Site> help, List<Site> infrastructure, List<Site> support, List<Site> facts, List<NamedSite> named) {
        this.helpSites = List.copyOf(help);
        this.infrastructureSites = List.copyOf(infrastructure);
        this.named = List.copyOf(named);
        this.help = table(help);
        this.infrastructure = table(infrastructure);
        this.support = table(support);
        this.known = Stream.concat(support.stream(), facts.stream()).toList();
        this.facts = table(known);
        support.forEach(this::addEssential);
        facts.stream().filter(site -> site.category().equals(SEARCH)).forEach(this::addEssential);
        infrastructure.forEach(this::addEssential);
        help.forEach(this::addEssential);
    }

    private void addEssential(Site site) {
        essential.put(site.pattern().host(), site.category());
    }

    private static HostTable<Site> table(List<Site> sites) {
        return new HostTable<>(sites, Site::pattern, Comparator.comparingInt(Site::line));
    }

    /**
     * Reads the YAML form; as strict as {@link PolicyReader}.
     *
     * @param file name for messages and matches; nothing is opened
     */
    public static SiteSets read(String yaml, String file, Vocabulary vocabulary) throws InvalidPolicyException {
        return SiteSetsReader.read(yaml, file, vocabulary);
    }

    /** What a school can hardly do without, with its category: help, infrastructure, support, search engines. */
    public Map<Host, Category> essential() {
        return Collections.unmodifiableMap(essential);
    }

    /** The hosts that the support set and the facts say to be of that category, in their order. */
    public List<Host> facts(Category category) {
        return known.stream()
                .filter(site -> site.category().equals(category))
                .map(site -> site.pattern().host())
                .toList();
    }

    /** Those that policies may name, in their order; a policy may define its own in their place. */
    public List<NamedSite> named() {
        return named;
    }

    List<Site> helpSites() {
        return helpSites;
    }

    List<Site> infrastructureSites() {
        return infrastructureSites;
    }

    @Nullable
    Site help(Host host) {
        return help.nearest(host);
    }

    @Nullable
    Site infrastructure(Host host) {
        return infrastructure.nearest(host);
    }

    @Nullable
    Site support(Host host) {
        return support.nearest(host);
    }

    /**
     * The verdict of the lists with what the sets say, nearest entry first and for equal hosts the lists first. Of a site of
     * the support set, a list counts only when it warns of a danger: what else it says is a mistake, or the school's to say.
     *
     * @param isDanger whether lists of a category are believed about every site
     */
    Verdict withFacts(Verdict lists, Predicate<Category> isDanger) {
        if (facts.nearest(lists.host()) == null) {
            return lists;
        }
        List<Site> known = facts.all(lists.host());
        boolean isSupport = support(lists.host()) != null;
        List<Match> matches = new ArrayList<>();
        for (Match match : lists.matches()) {
            if (!isSupport || isDanger.test(match.category())) {
                matches.add(match);
            }
        }
        known.forEach(site -> matches.add(site.match()));
        matches.sort(
                Comparator.comparingInt((Match match) -> match.entry().host().length())
                        .reversed());
        return new Verdict(lists.host(), matches);
    }

    /** What {@link #withFacts} leaves out of a verdict, in words for a network manager. */
    List<String> explain(Host host) {
        Site site = support(host);
        return site == null
                ? List.of()
                : List.of("counts as " + SUPPORT + " by " + site.file() + " line " + site.line()
                        + ": of lists, only those of the risk floor count");
    }
}
