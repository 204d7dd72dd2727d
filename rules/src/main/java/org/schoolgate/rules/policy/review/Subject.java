package org.schoolgate.rules.policy.review;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Attribution;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Principal;
import org.schoolgate.rules.policy.Who;

/**
 * Of whom it is asked what is decided: whoever holds a role, or those of them for whom a policy says something by person, class,
 * device group or place.
 *
 * @param among those that are meant; {@link Who#EVERYONE} for all who hold the role
 */
record Subject(String role, Who among) {
    Subject(String role) {
        this(role, Who.EVERYONE);
    }

    /**
     * Those who hold the role, of whom one of the policies says something that it does not say to all of them: one for each person,
     * class, device group and place that is named together.
     */
    static Set<Subject> within(String role, Set<String> lineage, Collection<PolicyDocument> documents) {
        Set<Subject> subjects = new LinkedHashSet<>();
        for (PolicyDocument document : documents) {
            Stream.concat(
                            document.entries().stream().map(PolicyDocument.EntrySection::who),
                            document.rules().stream().map(PolicyDocument.RuleSection::who))
                    .filter(who -> who.roles().isEmpty() || who.roles().stream().anyMatch(lineage::contains))
                    .forEach(who -> single(who, one -> subjects.add(new Subject(role, one))));
        }
        subjects.remove(new Subject(role));
        return subjects;
    }

    private static void single(Who who, Consumer<Who> to) {
        for (Set<String> classes : singles(who.classes())) {
            for (Set<String> people : singles(who.people())) {
                for (Set<String> zones : singles(who.zones())) {
                    for (Set<String> groups : singles(who.deviceGroups())) {
                        to.accept(new Who(Set.of(), classes, people, zones, groups));
                    }
                }
            }
        }
    }

    private static List<Set<String>> singles(Set<String> ids) {
        return ids.isEmpty()
                ? List.of(Set.of())
                : ids.stream().sorted().map(Set::of).toList();
    }

    boolean isWholeRole() {
        return among.equals(Who.EVERYONE);
    }

    /** One of those who are meant. */
    Principal principal() {
        boolean isKnown = !among.people().isEmpty()
                || !among.classes().isEmpty()
                || !among.deviceGroups().isEmpty();
        return new Principal(
                role,
                isKnown ? Attribution.PROXY_AUTH : Attribution.ZONE,
                first(among.people()),
                among.classes(),
                null,
                among.deviceGroups(),
                null);
    }

    /** Where they are; null when that does not matter. */
    @Nullable
    String zone() {
        return first(among.zones());
    }

    private static @Nullable String first(Set<String> ids) {
        return ids.isEmpty() ? null : ids.iterator().next();
    }

    /** Who they are among those who hold the role, as in {@code in class 7a}; empty for all. */
    String words() {
        return (words("who is", among.people())
                        + words("in class", among.classes())
                        + words("on devices of", among.deviceGroups())
                        + words("in zone", among.zones()))
                .strip();
    }

    private static String words(String what, Set<String> ids) {
        return ids.isEmpty() ? "" : " " + what + " " + String.join(", ", ids);
    }
}
