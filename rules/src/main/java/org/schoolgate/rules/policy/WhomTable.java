package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Facts by whom they are about; finds those about whoever asks. One look-up for each class, group and role of theirs.
 * Immutable.
 */
final class WhomTable<T extends AddressedFact> {
    private final Map<Whom.Kind, Map<String, List<T>>> facts = new EnumMap<>(Whom.Kind.class);

    WhomTable(Collection<T> all) {
        for (T fact : all) {
            facts.computeIfAbsent(fact.whom().kind(), kind -> new HashMap<>())
                    .computeIfAbsent(fact.whom().id(), id -> new ArrayList<>())
                    .add(fact);
        }
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    /** The first one in force that applies: those about the person first, then class, device group, room and role. */
    @Nullable
    T first(Question question, Predicate<? super T> applies) {
        if (isEmpty()) {
            return null;
        }
        for (Whom.Kind kind : facts.keySet()) {
            for (String id : ids(kind, question)) {
                T found = first(kind, id, question, applies);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable T first(Whom.Kind kind, String id, Question question, Predicate<? super T> applies) {
        for (T fact : facts.getOrDefault(kind, Map.of()).getOrDefault(id, List.of())) {
            if (fact.isInForce(question.at()) && applies.test(fact)) {
                return fact;
            }
        }
        return null;
    }

    /** What the question has of that kind; nothing that was only claimed. */
    private static Collection<String> ids(Whom.Kind kind, Question question) {
        Principal principal = question.request().principal();
        return switch (kind) {
            case PERSON -> principal.person() == null ? List.of() : List.of(principal.person());
            case CLASS -> principal.classes();
            case DEVICE_GROUP -> principal.deviceGroups();
            case ROOM -> List.of(question.request().zone().id());
            case ROLE -> question.rolePolicy().lineage().ids();
        };
    }
}
