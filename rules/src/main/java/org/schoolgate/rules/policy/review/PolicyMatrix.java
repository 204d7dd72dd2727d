package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.Decision;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.UrlPattern;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.policy.Zone;

/**
 * What a policy decides, as a table: for each role that can be held a column, for each category, named host and closure a row,
 * and in the cells what is decided, and when. What is said only to some of those who hold a role is not in it.
 *
 * @param roles one a column
 */
public record PolicyMatrix(List<Role> roles, List<Row> rows) {
    private static final String OTHERS = "(all other categories)";
    private static final String UNLISTED = "(sites that no list knows)";
    private static final String ANYWHERE = "(wherever it is)";

    public PolicyMatrix {
        roles = List.copyOf(roles);
        rows = List.copyOf(rows);
    }

    /**
     * @param what the row is about
     * @param cells one a role, as in {@code allow; block in lessons}
     */
    public record Row(List<String> what, List<String> cells) {
        public Row {
            what = List.copyOf(what);
            cells = List.copyOf(cells);
        }
    }

    /** By what is decided in a year from that instant on; each row about one thing. */
    public static PolicyMatrix of(PolicyDocument document, Instant from) {
        return new Maker(new Side(document), from).matrix();
    }

    /** With rows that are equal made one, where the first of them stood. */
    public PolicyMatrix grouped() {
        Map<List<String>, List<String>> groups = new LinkedHashMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(row.cells(), key -> new ArrayList<>()).addAll(row.what()));
        List<Row> grouped = new ArrayList<>();
        groups.forEach((cells, what) -> grouped.add(new Row(what, cells)));
        return new PolicyMatrix(roles, grouped);
    }

    private static final class Maker {
        private final Side side;
        private final Instant from;
        private final Set<HostPattern> hosts;
        private final Set<UrlPattern> pages;
        private final Map<String, List<String>> cells = new LinkedHashMap<>();

        Maker(Side side, Instant from) {
            this.side = side;
            this.from = from;
            this.hosts = NamedHosts.patterns(side.document());
            this.pages = NamedHosts.pages(side.document());
        }

        PolicyMatrix matrix() {
            List<Role> roles = side.policy().roles();
            roles.forEach(role -> addColumn(role.id()));
            List<Row> rows = new ArrayList<>();
            cells.forEach((what, row) -> rows.add(new Row(List.of(what), row)));
            return new PolicyMatrix(roles, rows);
        }

        private void addColumn(String role) {
            Situations situations = Situations.of(side, side, side.document().lineage(role), from);
            Subject whole = new Subject(role);
            List<Situation> open = situations.all().stream()
                    .filter(situation -> !Side.isClosed(side.ofUnlisted(whole, Side.ANY, situation.at())))
                    .toList();
            for (Category category : Vocabulary.standard().categories()) {
                add(category.id(), situations, open, at -> action(side.ofCategory(whole, category, at)));
            }
            add(OTHERS, situations, open, at -> action(side.ofCategory(whole, Side.OTHER, at)));
            add(UNLISTED, situations, open, at -> action(side.ofUnlisted(whole, Side.ANY, at)));
            for (HostPattern pattern : hosts) {
                Host host = NamedHosts.within(pattern);
                add(pattern.text(), situations, open, at -> NamedHosts.said(side.ofUnlisted(whole, host, at)));
            }
            for (UrlPattern page : pages) {
                Host host = NamedHosts.within(page.hosts());
                add(page.text(), situations, open, at -> NamedHosts.said(side.ofPage(whole, host, page.path(), at)));
            }
            add(ANYWHERE, situations, situations.all(), at -> Side.openness(side.ofUnlisted(whole, Side.ANY, at)));
            for (Zone zone : side.policy().zones()) {
                List<Situation> here = zone.roles().contains(role) ? open : List.of();
                add("(" + zone.name() + ")", situations, here, at -> Side.openness(side.inZone(role, zone, at)));
            }
        }

        private static String action(Decision decision) {
            return Side.action(decision).id();
        }

        private void add(String what, Situations all, List<Situation> some, Function<Instant, String> said) {
            Map<String, Set<Situation>> when = new LinkedHashMap<>();
            some.forEach(situation -> when.computeIfAbsent(said.apply(situation.at()), key -> new LinkedHashSet<>())
                    .add(situation));
            Map<String, String> words = new LinkedHashMap<>();
            when.forEach((value, at) -> words.put(value, all.words(at, some)));
            cells.computeIfAbsent(what, key -> new ArrayList<>()).add(cell(words));
        }

        /** What takes the most words to say when is said first, and without them; nothing where the role never is. */
        private static String cell(Map<String, String> words) {
            String usual = words.keySet().stream()
                    .max(Comparator.comparing(
                            (String value) -> String.valueOf(words.get(value)).length()))
                    .orElse("");
            String rest = words.keySet().stream()
                    .filter(value -> !value.equals(usual))
                    .map(value -> "; " + value + " " + words.get(value))
                    .collect(Collectors.joining());
            return usual + rest;
        }
    }
}
