package org.schoolgate.rules.policy.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is decided otherwise for each role, and tells what is alike in one sentence. */
final class Differences {
    private final Map<Timed, Set<String>> rolesOf = new LinkedHashMap<>();

    /** Both in words. */
    private record Timed(Difference difference, String among, String when) {}

    /** What differs alike, at the same time and for the same roles. */
    private record Alike(
            Aspect aspect,
            ChangeKind kind,
            String before,
            String after,
            String among,
            String when,
            Set<String> roles) {}

    /** @param when in words; empty for always */
    void add(Subject subject, Difference difference, String when) {
        rolesOf.computeIfAbsent(new Timed(difference, subject.words(), when), key -> new LinkedHashSet<>())
                .add(subject.role());
    }

    /** @param titles of all roles that were compared, by their ids */
    List<Change> changes(Map<String, String> titles) {
        Map<Alike, List<Difference>> groups = new LinkedHashMap<>();
        rolesOf.forEach((timed, roles) -> groups.computeIfAbsent(alike(timed, roles), key -> new ArrayList<>())
                .add(timed.difference()));
        List<Change> changes = new ArrayList<>();
        groups.forEach((alike, differences) -> changes.add(change(alike, differences, titles)));
        return changes;
    }

    private static Alike alike(Timed timed, Set<String> roles) {
        Difference difference = timed.difference();
        return new Alike(
                difference.aspect(),
                difference.kind(),
                difference.before(),
                difference.after(),
                timed.among(),
                timed.when(),
                roles);
    }

    private static Change change(Alike alike, List<Difference> differences, Map<String, String> titles) {
        List<String> what = differences.stream()
                .map(Difference::what)
                .filter(each -> !each.isEmpty())
                .toList();
        String who = titles.size() > 1 && alike.roles().containsAll(titles.keySet())
                ? "Everyone"
                : alike.roles().stream().map(titles::get).collect(Collectors.joining(", "));
        String among = alike.among().isEmpty() ? "" : " " + alike.among();
        String when = alike.when().isEmpty() ? "" : ", " + alike.when();
        String text = who + among + when + ": " + alike.aspect().words(String.join(", ", what)) + " " + alike.before()
                + " -> " + alike.after();
        return new Change(
                alike.kind(),
                differences.get(0).direction(),
                List.copyOf(alike.roles()),
                alike.among(),
                alike.when(),
                what,
                alike.before(),
                alike.after(),
                text);
    }
}
