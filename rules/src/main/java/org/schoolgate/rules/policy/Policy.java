package org.schoolgate.rules.policy;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.SchoolTime;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.file.FileFacts;
import org.schoolgate.rules.locked.LockedSlot;

/** A policy ready to decide. Immutable and safe for use by many threads; no clock, no I/O. */
public final class Policy {
    private static final String BUILT_IN = "built-in";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);
    private static final NamedList IP_ADDRESS = new NamedList(BUILT_IN, new Category("ip_address"));

    private final PolicyDocument document;
    private final SiteSets sites;
    private final Vocabulary vocabulary;
    private final Map<String, TimedRole> roles;
    private final Schedule schedule;
    private final Map<String, Zone> zones = new LinkedHashMap<>();
    private final ZoneMap zoneMap;
    private final InsideTargets inside;
    private final ConnectPorts connectPorts;
    private final List<String> missing;
    private final Map<String, ServiceModes> services;
    private final Map<String, FileTerms> files;
    private final HostTable<Redirect> redirects;
    private final Precedence precedence;

    private Policy(PolicyDocument document, SiteSets sites, Vocabulary vocabulary, Set<Category> loaded) {
        this.document = document;
        this.sites = sites;
        this.vocabulary = vocabulary;
        this.roles = new LinkedHashMap<>();
        RoleCompiler.compile(document).forEach(role -> roles.put(role.id(), role));
        this.schedule = new Schedule(document.calendar(), roles);
        document.zones().forEach(section -> zones.put(section.id(), zone(section)));
        this.zoneMap = new ZoneMap(zones.values(), Zone.unknown(strictest(roles.keySet())));
        this.inside = new InsideTargets(document.inside());
        this.connectPorts = new ConnectPorts(document.connectPorts());
        this.missing = document.requiredCategories().stream()
                .filter(category -> !loaded.contains(category))
                .sorted()
                .map(category ->
                        "no list with the category \"" + category + "\" is loaded: pupils do not get unlisted sites")
                .toList();
        this.services = new HashMap<>();
        roles.keySet().forEach(id -> services.put(id, ServiceModes.of(Lineage.of(id, document.roles()))));
        this.redirects = new HostTable<>(
                document.redirects(),
                Redirect::from,
                Comparator.comparing(redirect -> redirect.from().scope()));
        this.files = new HashMap<>();
        roles.keySet().forEach(id -> files.put(id, FileTerms.of(Lineage.of(id, document.roles()))));
        this.precedence = precedence(LockedSlot.UNARMED);
    }

    private Policy(Policy other, LockedSlot locked) {
        this.document = other.document;
        this.sites = other.sites;
        this.vocabulary = other.vocabulary;
        this.roles = other.roles;
        this.schedule = other.schedule;
        this.zones.putAll(other.zones);
        this.zoneMap = other.zoneMap;
        this.inside = other.inside;
        this.connectPorts = other.connectPorts;
        this.missing = other.missing;
        this.services = other.services;
        this.files = other.files;
        this.redirects = other.redirects;
        this.precedence = precedence(locked);
    }

    private Precedence precedence(LockedSlot locked) {
        return new Precedence(locked, sites, document, missing);
    }

    /**
     * Makes a document decide.
     *
     * @param loaded the categories of the lists in use; what the document requires of them and does not find closes
     *     unlisted sites to pupils (see {@link #missing})
     * @throws IllegalArgumentException when no role can be held, all being templates
     */
    public static Policy compile(PolicyDocument document, SiteSets sites, Vocabulary vocabulary, Set<Category> loaded) {
        return new Policy(document, sites, vocabulary, loaded);
    }

    /** The same with that in the locked slot, which decides before everything else. */
    public Policy withLocked(LockedSlot locked) {
        return new Policy(this, locked);
    }

    private Zone zone(PolicyDocument.ZoneSection section) {
        String unidentified = section.unidentified();
        return new Zone(
                section.id(),
                section.name(),
                section.networks(),
                section.roles(),
                unidentified == null ? strictest(section.roles()) : unidentified,
                section.sharedAddress(),
                section.signIn());
    }

    /** Of two roles the one that gets less, see {@link #strictest}; the other where the policy has no such role. */
    public String stricter(String one, String other) {
        if (!roles.containsKey(one)) {
            return other;
        }
        return roles.containsKey(other) ? strictest(List.of(one, other)) : one;
    }

    /**
     * As if no time held. By audience first; then the role that gets less by default, less of what is unlisted, fewer
     * categories.
     */
    private String strictest(Collection<String> ids) {
        return ids.stream()
                .min(Comparator.comparing((String id) -> role(id).audience())
                        .thenComparing(id -> policyOf(id).otherwise().action(), Comparator.reverseOrder())
                        .thenComparing(id -> policyOf(id).unlisted().action(), Comparator.reverseOrder())
                        .thenComparing(id -> -policyOf(id).blockedCategories())
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow(
                        () -> new IllegalArgumentException("roles: none with an audience (expected: at least one)"));
    }

    /**
     * Decides one request.
     *
     * @param verdict of {@link #complete}
     * @throws IllegalArgumentException when the principal's role is none of this policy
     */
    public Decision decide(Request request, Verdict verdict, LiveFacts live, Instant at) {
        RolePolicy role = schedule.at(timed(request.principal().role()), at);
        return precedence.decide(Question.asked(request, role, verdict, live, at, this));
    }

    /**
     * Decides on what an allowed request fetches, once that is known: in the step of categories, as {@link FileTerms} has it.
     *
     * @param allowed what was decided on the request
     * @return null where it may go on
     */
    public @Nullable Decision decideDownload(
            Request request, Verdict verdict, Decision allowed, FileFacts file, LiveFacts live, Instant at) {
        Question question = question(request, verdict, live, at);
        return precedence.carriedOut(filesOf(request).download(file, allowed, question), question);
    }

    /**
     * The same for what it sends.
     *
     * @param bytes of its body as far as is known
     */
    public @Nullable Decision decideUpload(
            Request request, Verdict verdict, Decision allowed, long bytes, LiveFacts live, Instant at) {
        Question question = question(request, verdict, live, at);
        return precedence.carriedOut(filesOf(request).upload(bytes, allowed, question), question);
    }

    private FileTerms filesOf(Request request) {
        return files(request.principal().role());
    }

    /** @throws IllegalArgumentException as {@link #role} */
    public FileTerms files(String role) {
        FileTerms terms = files.get(timed(role).id());
        return Objects.requireNonNull(terms, role);
    }

    /** As {@link #decide}, with its working, and with the least that would change it. */
    public Explanation explain(Request request, Verdict verdict, LiveFacts live, Instant at) {
        Question question = question(request, verdict, live, at);
        Explanation explanation = precedence.explain(question);
        TimedRole role = timed(request.principal().role());
        SchoolTime now = document.calendar().at(at, role.ids());
        for (NamedRuling unseen : question.unseenPages()) {
            explanation = explanation.noting(
                    Step.NAMED,
                    unseen.ruling().rule() + " is about " + unseen.pages()
                            + " and does not apply: only the host is seen");
        }
        for (When time : soonestFirst(role, now, at)) {
            Decision later = precedence.decide(question.with(role.with(time, now)));
            explanation = noteLater(explanation, later, schedule.turnOf(time, role, at));
        }
        return explanation.with(new LeastChanges(this, request, verdict, live, at, explanation.decision()).least());
    }

    /** Times that do not hold. */
    private List<When> soonestFirst(TimedRole role, SchoolTime now, Instant at) {
        Comparator<@Nullable Instant> soonest = Comparator.nullsLast(Comparator.naturalOrder());
        return role.times().stream()
                .filter(time -> !time.holds(now))
                .sorted(Comparator.comparing((When time) -> schedule.turnOf(time, role, at), soonest))
                .toList();
    }

    /** Says what would have decided but for the time. */
    private Explanation noteLater(Explanation explanation, Decision later, @Nullable Instant from) {
        Reason reason = later.reason();
        Reason settled = explanation.decision().reason();
        if (reason.step() == settled.step() && reason.rule().equals(settled.rule())) {
            return explanation;
        }
        String applies = from == null ? "at no time within a year" : "from " + clock(from);
        return explanation.noting(
                reason.step(), reason.rule() + " would " + later.action().id() + ", and applies " + applies);
    }

    /** By the school's clock, as in {@code Monday 2026-11-30 08:30}. */
    public String clock(Instant instant) {
        return CLOCK.format(instant.atZone(document.school().timeZone()));
    }

    private Question question(Request request, Verdict verdict, LiveFacts live, Instant at) {
        RolePolicy role = schedule.at(timed(request.principal().role()), at);
        return new Question(request, role, verdict, live, at, this);
    }

    /** What is so at that instant by the school's clock and calendar, for that role, in words for a network manager. */
    public String time(Instant at, String role) {
        return schoolTime(at, role).describe();
    }

    SchoolTime schoolTime(Instant at, String role) {
        return document.calendar().at(at, timed(role).ids());
    }

    /** When the bell ends the lesson that whoever holds the role has then; null when they have none. */
    public @Nullable Instant endOfLesson(Instant at, String role) {
        return schoolTime(at, role).endOfLesson();
    }

    /**
     * When other rules, entries or closures apply to any role next; null when none do within a year or so. Looks at each mark of
     * the calendar until then: not for the path of a request.
     */
    public @Nullable Instant nextChange(Instant at) {
        Instant ofTimes = schedule.nextChange(at);
        Instant ofObserving = precedence.observation().nextChange(at);
        if (ofTimes == null || ofObserving == null) {
            return ofTimes == null ? ofObserving : ofTimes;
        }
        return ofTimes.isBefore(ofObserving) ? ofTimes : ofObserving;
    }

    /**
     * Works out what is said to all roles at that instant, and after the next change, so that the first decisions do not have
     * to. Takes some milliseconds: to be called before the policy is used, and again from time to time.
     */
    public void prepare(Instant at) {
        schedule.prepare(at);
    }

    /** Whether nothing has to be worked out any more for decisions at that instant. */
    public boolean isPrepared(Instant at) {
        return schedule.isPrepared(at);
    }

    /** See {@link Schedule#endOf}. */
    @Nullable
    Instant endOf(When time, String role, Instant at) {
        return schedule.endOf(time, timed(role), at);
    }

    /**
     * What decisions are made by: what the lists say of a host, with what is known without them (facts of the site sets, and
     * that it is an address), as the manager's entries correct it.
     */
    public Verdict complete(Verdict lists, LiveFacts live) {
        return live.overlay().over(known(lists), this::needsSecondPerson);
    }

    /** What the lists say of a host, with what is known without them, before any entry of the manager. */
    public Verdict known(Verdict lists) {
        Verdict known = sites.withFacts(lists, document.riskFloor()::contains);
        if (!known.host().isAddress()) {
            return known;
        }
        List<Match> matches = new ArrayList<>(known.matches());
        matches.add(Match.ofName(IP_ADDRESS, Scope.EXACT, known.host(), BUILT_IN, 1));
        return new Verdict(known.host(), matches);
    }

    /**
     * The zone of a client: the one with the longest prefix, or the built-in one for unknown addresses.
     *
     * @param address 4 or 16 bytes in network order
     */
    public Zone zoneOf(byte[] address) {
        return zoneMap.zoneOf(address);
    }

    /** Null when the policy has no such zone; the built-in unknown zone is none of the policy's. */
    public @Nullable Zone zone(String id) {
        return zones.get(id);
    }

    /** In the order of the document. */
    public List<Zone> zones() {
        return List.copyOf(zones.values());
    }

    /** Whoever is in the zone and has not said who it is. */
    public Principal unidentified(Zone zone) {
        Attribution how = zone.id().equals(Zone.UNKNOWN) ? Attribution.UNKNOWN_ZONE : Attribution.ZONE;
        return Principal.unidentified(zone.unidentified(), how);
    }

    /** @throws IllegalArgumentException when the policy has no such role, or it is a template */
    public Role role(String id) {
        return policyOf(id).role();
    }

    /** Those that can be held, in the order of the document. */
    public List<Role> roles() {
        return document.roles().keySet().stream()
                .filter(roles::containsKey)
                .map(this::role)
                .toList();
    }

    /** What is said to a role as if no time held. */
    private RolePolicy policyOf(String role) {
        return timed(role).untimed();
    }

    private TimedRole timed(String role) {
        TimedRole found = roles.get(role);
        if (found == null) {
            String known = roles.keySet().stream().sorted().collect(Collectors.joining(", "));
            throw new IllegalArgumentException("role: \"" + role + "\" (expected: one of " + known + ")");
        }
        return found;
    }

    /** Where whoever is allowed a host is sent instead; null for nowhere else. */
    public @Nullable Redirect redirect(Host host) {
        return redirects.nearest(host);
    }

    /** In which modes services are used by whoever holds the role. */
    public ServiceModes services(String role) {
        return services.getOrDefault(role, ServiceModes.NONE);
    }

    public InsideTargets inside() {
        return inside;
    }

    /**
     * What may go through a tunnel to that host and port, wherever on the internet it is; null when nothing may. The policy
     * says so, or else the infrastructure set; see also {@link InsideTargets#covers}.
     */
    public @Nullable TunnelProtocol tunnelProtocol(Host host, int port) {
        TunnelProtocol protocol = connectPorts.protocol(host, port);
        if (protocol != null) {
            return protocol;
        }
        Site site = sites.infrastructure(host);
        return site == null ? null : site.ports().get(port);
    }

    /** The category of the shipped set by which everyone reaches the host, whatever is contained; null when none has it. */
    public @Nullable Category alwaysReached(Host host) {
        Site site = sites.help(host);
        Site known = site == null ? sites.infrastructure(host) : site;
        return known == null ? null : known.category();
    }

    /** What a school can hardly do without and the pattern covers, with its category: help, infrastructure, search engines. */
    public Map<Host, Category> essential(HostPattern pattern) {
        Map<Host, Category> covered = new TreeMap<>();
        sites.essential().forEach((host, category) -> {
            if (pattern.covers(host)) {
                covered.put(host, category);
            }
        });
        return covered;
    }

    /** The names under which what is known without lists stands in verdicts. */
    public static List<String> builtInLists() {
        return List.of(Site.LIST, BUILT_IN);
    }

    /** Whether it takes more than the network manager alone to have a host out of this category. */
    public boolean needsSecondPerson(Category category) {
        return vocabulary.isRisk(category) || document.riskFloor().contains(category);
    }

    /** Whether it is of the risk floor, and not even a {@link DutyException} lifts it. */
    public boolean isFloor(Category category) {
        return document.riskFloor().contains(category) && !category.equals(RiskFloor.LIFTED_BY_DUTY);
    }

    /** Whether a blocked request of that category is a suspected incident when that role makes it. */
    public boolean isAlerting(Category category, String role) {
        return policyOf(role).alerting().contains(category);
    }

    /** When what a client does becomes a suspected incident, besides {@link #isAlerting alerting categories}. */
    public Detection detection() {
        return document.detection();
    }

    /** Whether a blocked request is a suspected incident because of a locked list, whatever the role. */
    public static boolean isLockedIncident(Reason blocked) {
        return LockedStep.isAlerting(blocked);
    }

    public PathLogging pathLogging(Verdict verdict) {
        for (Match match : verdict.listings()) {
            if (document.privateCategories().contains(match.category())) {
                return PathLogging.NONE;
            }
        }
        return PathLogging.PATH_AND_QUERY;
    }

    /** One line, for people, for each required category that is not loaded; empty when all is well. */
    public List<String> missing() {
        return missing;
    }

    /** That nothing which rules block is blocked now, for whom and until when; null while observe mode is not on. */
    public @Nullable String observing(Instant now) {
        return precedence.observation().banner(now);
    }

    /** What it says that is probably not meant; see {@link PolicyLints#of}. */
    public List<String> lints(Instant now) {
        return PolicyLints.of(document, vocabulary, now);
    }

    /** Those lints that come by themselves: that the calendar ends soon, or has ended. Quickly said. */
    public List<String> endOfCalendar(Instant now) {
        return TimeLints.ofTheEnd(document, now);
    }

    /** See {@link PolicyDocument#version}. */
    public String version() {
        return document.version();
    }

    /** What a teacher may open for a lesson. */
    public Grantable grantable() {
        return document.grantable();
    }

    /** The sites that may be named, by id. */
    public Map<String, NamedSite> sites() {
        return document.sites();
    }

    /** How the school is organised, as far as the policy says. */
    public Organisation organisation() {
        return document.organisation();
    }

    public Calendar calendar() {
        return document.calendar();
    }

    public PolicyDocument.School school() {
        return document.school();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }
}
