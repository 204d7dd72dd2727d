package org.schoolgate.admin.live;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.SchoolClass;
import org.schoolgate.rules.policy.NearestName;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.Whom;
import org.schoolgate.rules.policy.Zone;

/**
 * A field that says whom a fact is about.
 *
 * @param id as it was sent; null where the field is absent
 */
record WhomField(Whom.Kind kind, @Nullable String id) {
    /** What the one that was sent says; a {@link ProblemException} unless it is exactly one. */
    static Whom only(Bundle bundle, WhomField... fields) {
        List<WhomField> sent =
                Arrays.stream(fields).filter(field -> field.id != null).toList();
        if (sent.size() != 1) {
            String names = Arrays.stream(fields).map(WhomField::name).collect(Collectors.joining(", "));
            throw ProblemException.invalidField(
                    sent.isEmpty() ? fields[0].name() : sent.get(1).name(),
                    "%d of %s are given (expected: one)".formatted(sent.size(), names));
        }
        return sent.get(0).read(bundle.policy(), bundle.people());
    }

    private Whom read(Policy policy, People people) {
        String text = id == null ? "" : id;
        if (text.isEmpty()) {
            throw ProblemException.invalidField(name(), "missing");
        }
        if (kind == Whom.Kind.ROOM) {
            requireKnown(text, policy.zones().stream().map(Zone::id).toList(), "a zone of the policy");
        } else if (kind == Whom.Kind.ROLE) {
            requireKnown(text, policy.roles().stream().map(Role::id).toList(), "a role of the policy");
        } else if (kind == Whom.Kind.CLASS && !people.classes().isEmpty()) {
            requireKnown(text, people.classes().stream().map(SchoolClass::id).toList(), "a class of the school");
        } else if (kind == Whom.Kind.PERSON && !people.persons().isEmpty() && people.person(text) == null) {
            throw ProblemException.invalidField(name(), "\"%s\" (expected: the id of a person)".formatted(text));
        }
        try {
            return new Whom(kind, text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField(name(), String.valueOf(e.getMessage()));
        }
    }

    /** For what loosens: many people, of any class, may have the one address of a room. */
    static void requireToldApart(Policy policy, Whom whom) {
        Zone room = whom.kind() == Whom.Kind.ROOM ? policy.zone(whom.id()) : null;
        if (room != null && !whom.isToldApart(room)) {
            throw ProblemException.invalidField(
                    name(Whom.Kind.ROOM),
                    room.id() + " has one address for many people (expected: a room where each device has its own)");
        }
    }

    private void requireKnown(String text, List<String> known, String expected) {
        if (!known.contains(text)) {
            String nearest = NearestName.of(text, known);
            throw ProblemException.invalidField(
                    name(),
                    "\"%s\" (expected: %s%s)"
                            .formatted(text, expected, nearest == null ? "" : "; nearest: " + nearest));
        }
    }

    private String name() {
        return name(kind);
    }

    /** In JSON. */
    static String name(Whom.Kind kind) {
        return kind == Whom.Kind.DEVICE_GROUP ? "deviceGroup" : kind.id();
    }
}
