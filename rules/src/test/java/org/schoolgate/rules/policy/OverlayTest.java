package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.Edit.IgnoreList;
import org.schoolgate.rules.policy.Edit.Recategorise;

final class OverlayTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    private static final Policy POLICY = Policies.compile(Policies.HEAD + """
                    roles:
                      ks2: {audience: ks2, default: block, unlisted: block, allowed_categories: [child, press], blocked_categories: [games]}
                      staff: {audience: adult, default: allow, blocked_categories: [gambling, cooking]}
                    risk_floor: [shopping]
                    """, SiteSets.NONE);

    private static ManagerEntry entry(String id, String pattern, Edit edit) {
        return new ManagerEntry(id, Hosts.pattern(pattern), edit, "", AT);
    }

    private static ManagerEntry recategorise(String id, String pattern, String category) {
        return entry(id, pattern, new Recategorise(new Category(category)));
    }

    private static ManagerEntry ignore(String id, String pattern, String list) {
        return entry(id, pattern, new IgnoreList(list));
    }

    @Test
    void recategorisedHostCountsAsThatCategoryInPlaceOfAllOthers() {
        LiveFacts live = live(recategorise("e1", "news.example", "press"));
        assertThat(categories(live, "www.news.example", "games@news.example,chat@www.news.example"))
                .isEqualTo("[press]");
        assertThat(categories(live, "news.example", "-")).isEqualTo("[press]");
        assertThat(categories(live, "other.example", "games@other.example")).isEqualTo("[games]");
        assertThat(decide("ks2", live, "news.example", "games@news.example")).isEqualTo("allow category role/ks2");
        assertThat(decide("ks2", LiveFacts.NONE, "news.example", "games@news.example"))
                .isEqualTo("block category role/ks2");
    }

    @Test
    void recategorisedHostIsExplainedAsAnEntryOfTheManagersList() {
        Verdict verdict = verdict(live(recategorise("e1", "*.news.example", "press")), "a.news.example", "-");
        assertThat(verdict.matches())
                .containsExactly(Match.ofName(
                        new NamedList("manager", new Category("press")),
                        Scope.BELOW_ONLY,
                        Hosts.host("news.example"),
                        "manager/e1",
                        1));
    }

    @Test
    void longestHostIsRecategorisedAndOfTwoEntriesForItTheLaterCounts() {
        ManagerEntry later = new ManagerEntry(
                "e3", Hosts.pattern("news.example"), new Recategorise(new Category("chat")), "", AT.plusSeconds(1));
        LiveFacts live = live(
                recategorise("e1", "news.example", "press"), recategorise("e2", "=play.news.example", "games"), later);
        assertThat(categories(live, "news.example", "-")).isEqualTo("[chat]");
        assertThat(categories(live, "play.news.example", "-")).isEqualTo("[games]");
        assertThat(categories(live, "a.play.news.example", "-")).isEqualTo("[chat]");
    }

    @Test
    void patternSaysWhetherWhatIsBelowIsMeant() {
        LiveFacts live = live(ignore("e1", "=a.example", "list/games"), ignore("e2", "b.example", "list/games"));
        assertThat(categories(live, "a.example", "games@a.example")).isEqualTo("[]");
        assertThat(categories(live, "www.a.example", "games@a.example")).isEqualTo("[games]");
        assertThat(categories(live, "www.b.example", "games@b.example")).isEqualTo("[]");
        assertThat(categories(live, "www.b.example", "games@www.b.example")).isEqualTo("[]");
    }

    @Test
    void ignoredListAloneIsNotAskedAndASourceStandsForAllItsLists() {
        String listed = "games@a.example,chat@a.example";
        assertThat(categories(live(ignore("e1", "a.example", "list/games")), "a.example", listed))
                .isEqualTo("[chat]");
        assertThat(categories(live(ignore("e1", "a.example", "list")), "a.example", listed))
                .isEqualTo("[]");
        assertThat(categories(live(ignore("e1", "a.example", "list/game")), "a.example", listed))
                .isEqualTo("[chat, games]");
        assertThat(decide("ks2", live(ignore("e1", "a.example", "list")), "a.example", listed))
                .isEqualTo("block unlisted role/ks2");
    }

    @Test
    void exceptionsOfAnIgnoredListGoWithIt() {
        NamedList games = new NamedList("list/games", new Category("games"));
        ListedEntry entry = new ListedEntry(Kind.NAME, "a.example", Scope.EXACT, Effect.EXCEPTED);
        Match excepted = new Match(games, entry, "a.example", "games", 1);
        Verdict known = new Verdict(Hosts.host("a.example"), List.of(excepted));
        assertThat(POLICY.complete(known, live(ignore("e1", "a.example", "list/games")))
                        .matches())
                .isEmpty();
    }

    @Test
    void noEntryTakesAHostOutOfACategoryOfRisk() {
        LiveFacts live = live(
                recategorise("e1", "a.example", "press"),
                ignore("e2", "b.example", "list"),
                ignore("e3", "b.example", "list/malware"));
        assertThat(categories(live, "a.example", "malware@a.example,games@a.example"))
                .isEqualTo("[malware, press]");
        assertThat(categories(live, "b.example", "malware@b.example,games@b.example"))
                .isEqualTo("[malware]");
        assertThat(decide("staff", live, "a.example", "phishing@a.example")).isEqualTo("block risk_floor risk_floor");
        assertThat(decide("staff", live, "b.example", "gambling@b.example")).isEqualTo("block category role/staff");
        assertThat(decide("staff", live, "b.example", "shopping@b.example")).isEqualTo("block risk_floor risk_floor");
    }

    @Test
    void hostCanBePutIntoACategoryOfRisk() {
        LiveFacts live = live(recategorise("e1", "a.example", "phishing"));
        assertThat(decide("staff", live, "a.example", "-")).isEqualTo("block risk_floor risk_floor");
    }

    @Test
    void pupilsGetAllThatTheManagerPutsOnAListOfGoodSites() {
        LiveFacts live = live(recategorise("e1", "tales.example", "child"));
        assertThat(decide("ks2", live, "www.tales.example", "-")).isEqualTo("allow category role/ks2");
        assertThat(decide("ks2", LiveFacts.NONE, "www.tales.example", "child@tales.example"))
                .isEqualTo("block unlisted role/ks2");
    }

    @Test
    void builtInFactsAreCorrectedToo() {
        LiveFacts live = live(ignore("e1", "203.0.113.5", "built-in"), recategorise("e2", "203.0.113.6", "press"));
        assertThat(categories(live, "203.0.113.5", "-")).isEqualTo("[]");
        assertThat(categories(live, "203.0.113.6", "-")).isEqualTo("[press]");
    }

    @Test
    void explanationSaysWhatWasChangedAndWhatStays() {
        LiveFacts live = live(
                recategorise("e1", "a.example", "press"),
                ignore("e2", "*.b.example", "list/games"),
                ignore("e3", "b.example", "list"));
        assertThat(edits(live, "a.example", "games@a.example"))
                .containsExactly("counts as press by entry e1 of 2026-11-24 for a.example, in place of what lists say");
        assertThat(edits(live, "a.example", "adult@a.example"))
                .containsExactly("counts as press by entry e1 of 2026-11-24 for a.example, in place of what lists say; "
                        + "but adult (list list/adult) stays, being a risk");
        assertThat(edits(live, "www.b.example", "games@b.example,malware@b.example"))
                .containsExactlyInAnyOrder(
                        "list list/games ignored here by entry e2 of 2026-11-24 for *.b.example",
                        "list list ignored here by entry e3 of 2026-11-24 for b.example; "
                                + "but malware (list list/malware) stays, being a risk");
        assertThat(edits(live, "c.example", "games@c.example")).isEmpty();
    }

    private static LiveFacts live(ManagerEntry... entries) {
        return new LiveFacts(List.of(entries));
    }

    private static Verdict verdict(LiveFacts live, String host, String listed) {
        return POLICY.complete(Policies.verdict(Hosts.host(host), listed), live);
    }

    private static String categories(LiveFacts live, String host, String listed) {
        return verdict(live, host, listed).categories().toString();
    }

    private static List<String> edits(LiveFacts live, String host, String listed) {
        return explain("ks2", live, host, listed).edits();
    }

    private static String decide(String role, LiveFacts live, String host, String listed) {
        Decision decision = explain(role, live, host, listed).decision();
        return decision.action().id() + " " + decision.reason().step().id() + " "
                + decision.reason().rule();
    }

    private static Explanation explain(String role, LiveFacts live, String host, String listed) {
        Request request = new Request(
                Principal.unidentified(role, Attribution.ZONE),
                Zone.unknown(role),
                Hosts.host(host),
                443,
                Scheme.CONNECT,
                null);
        return POLICY.explain(request, verdict(live, host, listed), live, AT);
    }
}
