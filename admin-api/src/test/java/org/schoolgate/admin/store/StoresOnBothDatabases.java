package org.schoolgate.admin.store;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolgate.rules.policy.Action.BLOCK;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.schoolgate.admin.gateway.GatewayStatus;
import org.schoolgate.admin.gateway.GatewayStatus.HealthLine;
import org.schoolgate.admin.gateway.GatewayStore.EnrolledGateway;
import org.schoolgate.admin.incident.IncidentFilter;
import org.schoolgate.admin.incident.StoredIncident;
import org.schoolgate.admin.list.Source;
import org.schoolgate.admin.list.Source.SourceList;
import org.schoolgate.admin.live.KeptFact;
import org.schoolgate.admin.live.KeptFact.Ending;
import org.schoolgate.admin.locked.Locking;
import org.schoolgate.admin.people.Change;
import org.schoolgate.admin.people.Change.Action;
import org.schoolgate.admin.people.Change.Kind;
import org.schoolgate.admin.people.ClassRecord;
import org.schoolgate.admin.people.DeviceRecord;
import org.schoolgate.admin.people.Lesson;
import org.schoolgate.admin.people.PersonRecord;
import org.schoolgate.admin.people.RecordedChange;
import org.schoolgate.admin.publish.PolicyText;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.event.SuspectedIncidents;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ReadingOptions;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.PasswordHash;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.people.SchoolClass;
import org.schoolgate.rules.policy.Containment;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.ManagerEntry;
import org.schoolgate.rules.policy.SitePart;
import org.schoolgate.rules.policy.Whom;

/** What the stores owe, on whichever database; it is empty before each test. */
abstract class StoresOnBothDatabases {
    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final String HASH =
            PasswordHash.of("a password", new SecureRandom()).text();
    private static final IncidentFilter ALL = new IncidentFilter(null, null, null);

    abstract Database database();

    @Test
    void everyKindOfEntryIsReadAsItWasWrittenFromTheOldestOn() throws Exception {
        var entries = database().entries();
        HostPattern host = HostPattern.parse("*." + "a".repeat(63) + ".example.org");
        ManagerEntry block = entries.add(host, new Edit.Decide(BLOCK, Set.of()), "\u00e9 \ud83c\udf33".repeat(100), AT);
        ManagerEntry other = entries.add(host, new Edit.Recategorise(new Category("c".repeat(64))), "", AT);
        ManagerEntry ignore = entries.add(host, new Edit.IgnoreList("l".repeat(200)), "a note", AT);

        assertThat(entries.after(Optional.empty(), 1000)).containsExactly(block, other, ignore);
        assertThat(entries.after(Optional.of(block.id()), 1)).containsExactly(other);
        assertThat(database().published().live(AT).entries()).containsExactly(block, other, ignore);
    }

    @Test
    void theIdOfAnEntryThatIsRemovedIsNeverGivenAgain() throws Exception {
        var entries = database().entries();
        HostPattern host = HostPattern.parse("example.org");
        ManagerEntry first = entries.add(host, new Edit.IgnoreList("ut1"), "", AT);

        assertThat(entries.remove(first.id())).isTrue();
        assertThat(entries.remove(first.id())).isFalse();
        assertThat(entries.after(Optional.empty(), 1000)).isEmpty();
        assertThat(entries.add(host, new Edit.IgnoreList("ut1"), "", AT).id()).isNotEqualTo(first.id());
    }

    @Test
    void theTokenThatWasSetLastCounts() {
        var token = database().adminToken();
        assertThat(token.adminTokenHash()).isEmpty();
        token.setAdminTokenHash("one");
        token.setAdminTokenHash("two");

        assertThat(token.adminTokenHash()).contains("two");
    }

    @Test
    void sourcesAreReadByNameAsTheyWereWrittenAndTheLastOfANameCounts() {
        var sources = database().sources();
        Source hyphen = source("a-b", 1);
        Source letter = source("ab", 2);
        Source underscore = source("a_b", 3);
        List.of(letter, underscore, hyphen, source("ab", 4)).forEach(sources::put);

        assertThat(sources.all()).containsExactly(hyphen, underscore, source("ab", 4));
        sources.remove("a_b");
        assertThat(sources.all()).containsExactly(hyphen, source("ab", 4));
    }

    @Test
    void gatewayTakesThePlaceOfThoseBeforeItAndIsShownAsItReported() {
        var gateways = database().gateways();
        gateways.enrol("first");
        EnrolledGateway second = gateways.enrol("second");
        assertThat(gateways.tokenHashes()).containsOnlyKeys(2).containsValue("second");
        assertThat(second.lastSeen()).isNull();

        GatewayStatus status = new GatewayStatus(
                new Generation(1, Long.MAX_VALUE), List.of(new HealthLine("warn", "t\0".repeat(500))), "v".repeat(64));
        gateways.report(2, status, AT);

        assertThat(gateways.all())
                .containsExactly(
                        new EnrolledGateway(1, "gateway-1", new GatewayStatus(null, List.of(), null), null, true),
                        new EnrolledGateway(2, "gateway-2", status, AT, false));
    }

    @Test
    void incidentsAreKeptOnceAndFoundByTimeAndCategory() {
        var incidents = database().incidents();
        incidents.add(List.of(incident(1, "adult"), incident(2, "")), AT);
        incidents.add(List.of(incident(2, ""), incident(3, "g".repeat(64))), AT.plusSeconds(1));

        assertThat(incidents.newestFirst(ALL, Long.MAX_VALUE, 10))
                .containsExactly(
                        new StoredIncident(3, AT.plusSeconds(1), incident(3, "g".repeat(64))),
                        new StoredIncident(2, AT, incident(2, "")),
                        new StoredIncident(1, AT, incident(1, "adult")));
        assertThat(incidents.newestFirst(ALL, 3, 1))
                .extracting(StoredIncident::arrival)
                .containsExactly(2L);
        assertThat(found(new IncidentFilter(AT.plusSeconds(2), null, null))).containsExactly(3L, 2L);
        assertThat(found(new IncidentFilter(null, AT.plusSeconds(2), null))).containsExactly(1L);
        assertThat(found(new IncidentFilter(AT, AT.plusSeconds(9), "adult"))).containsExactly(1L);
    }

    @Test
    void recordOfTheLockedSlotGrowsByNumber() {
        var lockings = database().lockings();
        assertThat(database().published().lockedList()).isEmpty();
        Locking first = new Locking(1, AT, "b".repeat(100), "1".repeat(64), 3, 4);
        Locking second = new Locking(2, AT, "", "2".repeat(64), 0, Integer.MAX_VALUE);
        lockings.add(first);
        lockings.add(second);

        assertThat(lockings.all()).containsExactly(first, second);
        assertThat(database().published().lockedList()).contains(second.sha256());
        assertThatThrownBy(() -> lockings.add(second)).isInstanceOf(RuntimeException.class);
        assertThat(lockings.all()).containsExactly(first, second);
    }

    @Test
    void factsAreReadAsTheyWereGivenTheLastFirstAndStayWhenTheyAreEnded() throws Exception {
        var facts = database().liveFacts();
        LiveFact contained = facts.add(
                        LiveFact.Kind.CONTAINMENT,
                        id -> new Containment(given(id, 60), SitePart.parse("example.org/" + "p".repeat(9000))),
                        AT.minusSeconds(9),
                        List.of("one", "two"))
                .fact();
        KeptFact first = facts.add(LiveFact.Kind.GRANT, id -> games(id, 60), AT, List.of());
        KeptFact second = facts.add(LiveFact.Kind.GRANT, id -> games(id, 61), AT, List.of("a remark", "another"));
        assertThat(first.fact().given().id()).isEqualTo("g2");

        assertThat(facts.newestFirst(LiveFact.Kind.GRANT, Long.MAX_VALUE, Optional.empty(), 9))
                .containsExactly(second, first);
        assertThat(facts.newestFirst(LiveFact.Kind.GRANT, second.number(), Optional.empty(), 1))
                .containsExactly(first);
        assertThat(facts.newestFirst(LiveFact.Kind.GRANT, Long.MAX_VALUE, Optional.of(AT.plusSeconds(60)), 9))
                .as("the first is over then")
                .containsExactly(second);
        assertThat(database().published().live(AT).facts()).containsExactly(contained, first.fact(), second.fact());

        Ending ending = new Ending(AT.plusSeconds(5), "t.reed");
        assertThat(facts.end(LiveFact.Kind.RESTRICTION, "g2", ending)).isFalse();
        assertThat(facts.end(LiveFact.Kind.GRANT, "g2", ending)).isTrue();
        assertThat(facts.end(LiveFact.Kind.GRANT, "g2", ending)).isFalse();
        assertThat(facts.end(LiveFact.Kind.GRANT, "g99999999999999999999", ending))
                .isFalse();
        assertThat(facts.find(LiveFact.Kind.GRANT, "g2"))
                .contains(new KeptFact(first.number(), first.fact(), AT, List.of(), ending));
        assertThat(facts.countOpen(LiveFact.Kind.GRANT, AT)).isEqualTo(1);
        assertThat(database().published().live(AT).facts()).containsExactly(contained, second.fact());
        assertThat(database().published().live(AT.plusSeconds(61)).facts()).isEmpty();
    }

    @Test
    void aFactIsEndedOnceHoweverManyTryAtOnce() throws Exception {
        var facts = database().liveFacts();
        facts.add(LiveFact.Kind.GRANT, id -> games(id, 60), AT, List.of());
        List<Boolean> ended = AtOnce.call(20, i -> facts.end(LiveFact.Kind.GRANT, "g1", new Ending(AT, "person-" + i)));

        assertThat(ended).containsOnlyOnce(true);
    }

    private static Given given(String id, int seconds) {
        return new Given(id, "t.reed", "\u00e9", AT, AT.plusSeconds(seconds));
    }

    private static LiveFact games(String id, int seconds) {
        return new Grant(given(id, seconds), Whom.parse("class/7b"), new Grant.OfCategory(new Category("games")));
    }

    @Test
    void aFailureSaysNothingOfWhatWasToBeWritten() {
        var lockings = database().lockings();
        Locking locking = new Locking(7_654_321, AT, "somebody", "f".repeat(64), 1, 1);
        lockings.add(locking);

        assertThatThrownBy(() -> lockings.add(locking))
                .extracting(Throwables::getStackTrace, as(InstanceOfAssertFactories.STRING))
                .doesNotContain("somebody", "7654321", locking.sha256());
    }

    @Test
    void thePolicyThatWasAddedLastIsInForce() {
        var policies = database().policies();
        assertThat(policies.add("one", AT)).isEqualTo(1);
        assertThat(policies.add("two: \u00e9", AT)).isEqualTo(2);

        assertThat(policies.current()).isEqualTo(new PolicyText(2, "two: \u00e9"));
        assertThat(database().published().policy()).isEqualTo(policies.current());
    }

    @Test
    void aTransactionThatFailsLeavesNothingInAnyStore() {
        var published = database().published();
        published.setPosition(new Generation(1, 1));

        assertThatThrownBy(() -> published.inTransaction(() -> {
                    published.setPosition(new Generation(1, 2));
                    database().policies().add("half", AT);
                    database().sources().put(source("half", 1));
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");

        assertThat(published.position()).contains(new Generation(1, 1));
        assertThat(database().sources().all()).isEmpty();
        assertThat(database().policies().add("whole", AT)).isEqualTo(1);
    }

    @Test
    void positionsThatAreSetAtOnceLeaveOne() throws Exception {
        var published = database().published();
        AtOnce.call(100, i -> {
            published.setPosition(new Generation(1, i + 1));
            return i;
        });

        assertThat(published.position()).isPresent();
    }

    @Test
    void anIncidentThatIsDeliveredManyTimesAtOnceIsKeptOnceAndNoDeliveryFails() throws Exception {
        var incidents = database().incidents();
        AtOnce.call(100, i -> {
            incidents.add(List.of(incident(i / 4 + 1, "adult"), incident(i / 4 + 2, "adult")), AT);
            return i;
        });

        assertThat(found(ALL))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 26).boxed().toList());
    }

    @Test
    void gatewaysThatAreEnrolledAtOnceHaveNumbersOfTheirOwnAndOneValidTokenAmongThem() throws Exception {
        var gateways = database().gateways();
        List<EnrolledGateway> enrolled = AtOnce.call(100, i -> gateways.enrol("token-" + i));

        assertThat(enrolled).extracting(EnrolledGateway::number).doesNotHaveDuplicates();
        assertThat(gateways.tokenHashes()).hasSize(1);
    }

    @Test
    void sourcesThatArePutAtOnceLeaveOneOfEachName() throws Exception {
        var sources = database().sources();
        AtOnce.call(100, i -> {
            sources.put(source("s" + i % 2, i));
            return i;
        });

        assertThat(sources.all()).extracting(Source::name).containsExactly("s0", "s1");
    }

    @Test
    void policiesThatAreAddedAtOnceHaveVersionsOfTheirOwn() throws Exception {
        var policies = database().policies();
        List<Integer> versions = AtOnce.call(100, i -> policies.add("{}", AT));

        assertThat(versions).doesNotHaveDuplicates().contains(policies.current().version());
    }

    @Test
    void aLockingOfOneNumberIsAddedOnceHoweverManyTryAtOnce() throws Exception {
        var lockings = database().lockings();
        List<Boolean> added = AtOnce.call(20, i -> {
            try {
                lockings.add(new Locking(1, AT, "by " + i, "0".repeat(64), 1, 1));
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        });

        assertThat(added).containsOnlyOnce(true);
        assertThat(lockings.all()).hasSize(1);
    }

    @Test
    void aDatabaseCanBeProbedManyTimesAtOnce() throws Exception {
        AtOnce.call(100, i -> {
            database().checkWritable();
            return i;
        });
    }

    @Test
    void aTransactionSeesOneStateAndWhoeverWritesMeanwhileWaitsForItsEnd() throws Exception {
        var published = database().published();
        var entries = database().entries();
        HostPattern host = HostPattern.parse("example.org");
        try (AtOnce.Other other = new AtOnce.Other()) {
            published.inTransaction(() -> {
                assertThat(published.live(AT).entries()).isEmpty();
                other.start(() -> entries.add(host, new Edit.IgnoreList("ut1"), "", AT));
                assertThat(other.isDoneSoon()).isFalse();
                assertThat(published.live(AT).entries()).isEmpty();
                return host;
            });
            other.join();
        }

        assertThat(published.live(AT).entries()).hasSize(1);
    }

    @Test
    void readersDoNotWaitForATransactionAndSeeWhatWasBefore() throws Exception {
        var published = database().published();
        published.setPosition(new Generation(1, 1));
        try (AtOnce.Other other = new AtOnce.Other()) {
            published.inTransaction(() -> {
                published.setPosition(new Generation(1, 2));
                other.start(() -> assertThat(published.position()).contains(new Generation(1, 1)));
                other.join();
                return other;
            });
        }
    }

    @Test
    void whoCannotWriteForFiveSecondsGivesUpAndTheNextOneCan() throws Exception {
        var published = database().published();
        try (AtOnce.Other other = new AtOnce.Other()) {
            published.inTransaction(() -> {
                other.start(() -> published.setPosition(new Generation(1, 1)));
                assertThatThrownBy(other::join).matches(Database::isOutage);
                return other;
            });
        }

        published.setPosition(new Generation(1, 2));
        assertThat(published.position()).contains(new Generation(1, 2));
    }

    @Test
    void peopleAreReadByIdAsTheyWereWrittenAndTheLastOfAnIdCounts() {
        var people = database().people();
        PersonRecord hyphen = person("a-b", "\u0645\u0631\u064a\u0645 \ud83c\udf33".repeat(20), false);
        PersonRecord dot = person("a.b", "n".repeat(200), false);
        PersonRecord leaver = person("ab", "N", true);
        people.put(List.of(leaver, dot, person("a-b", "before", false)));
        people.put(List.of(hyphen));

        assertThat(people.all()).containsExactly(hyphen, dot, leaver);
        people.remove("a.b");
        people.put(List.of());
        assertThat(people.all()).containsExactly(hyphen, leaver);
    }

    @Test
    void passwordStaysWhenThePersonChangesAndIsForgottenWhenTheyLeave() {
        var people = database().people();
        people.put(List.of(person("a", "A", false), person("b", "B", false)));
        people.setPasswords(Map.of("a", HASH));
        people.put(List.of(person("a", "C", false)));

        assertThat(people.withPassword()).containsExactly("a");
        assertThat(database().published().people().persons())
                .extracting(Person::passwordHash)
                .containsExactly(HASH, null);
        people.put(List.of(person("a", "C", true)));
        assertThat(people.withPassword()).isEmpty();
        assertThat(database().published().people().persons())
                .extracting(Person::id)
                .containsExactly("b");
    }

    @Test
    void classesAndDevicesAreReadAsTheyWereWrittenAndGatewaysGetNobodyWhoIsNotHere() throws Exception {
        Lesson lesson = new Lesson("monday", "A", null, "08:45", "09:40", "lab");
        ClassRecord first = new ClassRecord("c", "7B \u0635\u0641", Set.of("t", "gone"), List.of(lesson), "csv");
        ClassRecord second = new ClassRecord("c.1", "n".repeat(100), Set.of(), List.of(), "csv");
        DeviceRecord device = device("d", "gone");
        database().people().put(List.of(person("t", "T", false), person("gone", "G", true)));
        database().classes().put(List.of(second, first));
        database().devices().put(List.of(device("d-1", null), device));

        assertThat(database().classes().all()).containsExactly(first, second);
        assertThat(database().devices().all()).containsExactly(device, device("d-1", null));
        People published = database().published().people();
        assertThat(published.classes())
                .containsExactly(
                        new SchoolClass("c", first.name(), Set.of("t")),
                        new SchoolClass("c.1", second.name(), Set.of()));
        assertThat(published.device("d")).isEqualTo(device("d", null).device());
        database().classes().remove(List.of("c", "nothing"));
        database().devices().remove(List.of("d-1"));
        assertThat(database().classes().all()).containsExactly(second);
        assertThat(database().devices().all()).containsExactly(device);
    }

    @Test
    void changesOfPeopleAreNumberedAsTheyCameAndFoundFromTheLastOne() {
        var changes = database().peopleChanges();
        Change change = new Change(Kind.PERSON, "a", Action.CHANGED, "role ks2 \u2192 ks3");
        changes.add(AT, "one", List.of(change, change));
        changes.add(AT, "nobody", List.of());
        changes.add(AT.plusSeconds(1), "two", List.of(new Change(Kind.DEVICE, "", Action.REMOVED, "")));

        assertThat(changes.newestFirst(Long.MAX_VALUE, 2))
                .containsExactly(
                        new RecordedChange(
                                3, AT.plusSeconds(1), "two", new Change(Kind.DEVICE, "", Action.REMOVED, "")),
                        new RecordedChange(2, AT, "one", change));
        assertThat(changes.newestFirst(2, 10)).containsExactly(new RecordedChange(1, AT, "one", change));
    }

    @Test
    void linkForAPasswordIsUsedOnceAndInTimeAndTheLastOneOfAPersonCounts() {
        var links = database().passwordLinks();
        links.put("first", "a", AT, AT.plusSeconds(10));
        links.put("second", "a", AT, AT.plusSeconds(10));
        links.put("other", "b", AT, AT.plusSeconds(10));

        assertThat(links.find("first", AT)).isEmpty();
        assertThat(links.find("second", AT.plusSeconds(10))).isEmpty();
        assertThat(links.find("second", AT.plusSeconds(9))).contains("a");
        assertThat(links.take("second", AT.plusSeconds(9))).contains("a");
        assertThat(links.take("second", AT.plusSeconds(9))).isEmpty();
        assertThat(links.find("other", AT)).contains("b");
    }

    @Test
    void linkForAPasswordGoesWithThePersonAndWithAPasswordThatIsSet() {
        var people = database().people();
        var links = database().passwordLinks();
        List<String> ids = List.of("a", "b", "c", "d");
        ids.forEach(id -> people.put(List.of(person(id, "N", false))));
        ids.forEach(id -> links.put("link-" + id, id, AT, AT.plusSeconds(10)));

        people.put(List.of(person("a", "N", true)));
        people.remove("b");
        people.setPasswords(Map.of("c", HASH));

        assertThat(ids)
                .filteredOn(id -> links.find("link-" + id, AT).isPresent())
                .containsExactly("d");
    }

    @Test
    void yearGroupThatIsSaidAgainIsRenewedUnlessItIsAnotherByNow() {
        var people = database().people();
        people.put(List.of(pupil("a", "7", AT), pupil("b", "8", AT)));

        people.renewYears(List.of(pupil("a", "7", AT.plusSeconds(1)), pupil("b", "7", AT.plusSeconds(1))));
        people.renewYears(List.of());

        assertThat(people.all()).containsExactly(pupil("a", "7", AT.plusSeconds(1)), pupil("b", "8", AT));
    }

    private static PersonRecord pupil(String id, String year, Instant yearSince) {
        return new PersonRecord(id, "N", null, "ks3", year, yearSince, Set.of(), false, "csv");
    }

    private static PersonRecord person(String id, String name, boolean leaver) {
        return new PersonRecord(
                id, name, leaver ? null : id + "@school.example", "ks3", "7", AT, Set.of(), leaver, "csv");
    }

    private static DeviceRecord device(String id, @Nullable String owner) throws HostSyntaxException {
        boolean first = id.equals("d");
        Device device = new Device(
                id,
                DeviceKind.TABLET,
                first ? List.of("02:00:5e:10:00:ff") : List.of(),
                first ? List.of(Host.parse("10.0.0.1"), Host.parse("[fd00::1]")) : List.of(),
                owner,
                first ? null : "ks3",
                Set.of("loans"),
                first);
        return new DeviceRecord(device, "manual", AT);
    }

    private List<Long> found(IncidentFilter filter) {
        return database().incidents().newestFirst(filter, Long.MAX_VALUE, 1000).stream()
                .map(stored -> stored.event().id().sequence())
                .toList();
    }

    private static Source source(String name, long size) {
        SourceList list = new SourceList(name + "/adult", "adult", null, 9, 5, 1, 2, 2);
        return new Source(
                name,
                ListFormat.DOMAINS,
                size % 2 == 0 ? Optional.empty() : Optional.of(new Category("adult")),
                new ReadingOptions(size % 2 == 0, size % 2 == 1),
                "l".repeat(200),
                "0".repeat(16) + "/" + name,
                size,
                AT,
                List.of(list));
    }

    private static SuspectedIncident incident(long sequence, String category) {
        return SuspectedIncidents.unlisted(
                new EventId(1, 1, sequence),
                AT.plusSeconds(sequence),
                category,
                "h" + sequence + ".example",
                "/\0\u00e9");
    }
}
