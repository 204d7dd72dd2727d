package org.schoolgate.admin.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.index.ListFacts;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Edit.Decide;
import org.schoolgate.rules.policy.Edit.IgnoreList;
import org.schoolgate.rules.policy.Edit.Recategorise;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.NearestName;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Vocabulary;

/** An entry as it is sent. What it says is read by asking for it; what is not acceptable is a {@link ProblemException}. */
record NewEntry(
        @Nullable String pattern,
        @Nullable String action,
        @Nullable String category,
        @Nullable String list,
        @Nullable String note) {
    private static final int MAX_NOTE_CHARS = 1000;
    private static final String ACTIONS = "block, allow, " + Recategorise.ID + " or " + IgnoreList.ID;

    HostPattern readPattern() {
        if (pattern == null) {
            throw ProblemException.invalidField("pattern", "missing");
        }
        try {
            return HostPattern.parse(pattern);
        } catch (HostSyntaxException e) {
            throw ProblemException.invalidField(
                    "pattern",
                    "%s (expected: example.org, or *.example.org for all below it, or =example.org for itself)"
                            .formatted(e.getMessage()));
        }
    }

    String readNote() {
        String text = note == null ? "" : note;
        if (text.length() > MAX_NOTE_CHARS) {
            throw ProblemException.invalidField("note", "longer than " + MAX_NOTE_CHARS + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.invalidField("note", "has a NUL, which not every store can keep");
        }
        return text;
    }

    /**
     * What the entry does.
     *
     * @param bundle whose lists can be ignored, and of whose policy one person alone may take hosts out of which categories
     */
    Edit readEdit(HostPattern hosts, Bundle bundle) {
        refuseStray("category", category, Recategorise.ID);
        refuseStray("list", list, IgnoreList.ID);
        if (Recategorise.ID.equals(action)) {
            return recategorise(hosts, bundle);
        }
        if (IgnoreList.ID.equals(action)) {
            return ignore(hosts, bundle);
        }
        for (Action known : Action.values()) {
            if (known.id().equals(action)) {
                return new Decide(known, Set.of());
            }
        }
        throw ProblemException.invalidField("action", action + " (expected: " + ACTIONS + ")");
    }

    private void refuseStray(String field, @Nullable String value, String actionOfField) {
        if (value != null && !actionOfField.equals(action)) {
            throw ProblemException.invalidField(field, "only for the action \"" + actionOfField + "\"");
        }
    }

    private Recategorise recategorise(HostPattern hosts, Bundle bundle) {
        Category wanted = knownCategory();
        for (Match match : listings(hosts, bundle)) {
            if (!match.category().equals(wanted)) {
                refuseRisk("category", match.list().name(), match.category(), bundle.policy());
            }
        }
        return new Recategorise(wanted);
    }

    private Category knownCategory() {
        if (category == null) {
            throw ProblemException.invalidField(
                    "category", "missing (expected with the action " + Recategorise.ID + ")");
        }
        Vocabulary vocabulary = Vocabulary.standard();
        Category known = vocabulary.find(category);
        if (known == null) {
            List<String> ids =
                    vocabulary.categories().stream().map(Category::id).toList();
            throw unknown("category", category, "a category of the vocabulary", ids);
        }
        return known;
    }

    private IgnoreList ignore(HostPattern hosts, Bundle bundle) {
        if (list == null) {
            throw ProblemException.invalidField("list", "missing (expected with the action " + IgnoreList.ID + ")");
        }
        IgnoreList ignore = new IgnoreList(list);
        List<String> known = new ArrayList<>(Policy.builtInLists());
        bundle.index().lists().forEach(each -> known.add(each.name()));
        if (known.stream().noneMatch(ignore::covers)) {
            throw unknown("list", list, "a list, or a source of lists, as explanations name it", known);
        }
        for (ListFacts each : bundle.index().lists()) {
            if (each.name().equals(list)) {
                refuseRisk("list", list, each.category(), bundle.policy());
            }
        }
        for (Match match : listings(hosts, bundle)) {
            if (ignore.covers(match.list().name())) {
                refuseRisk("list", match.list().name(), match.category(), bundle.policy());
            }
        }
        return ignore;
    }

    private static List<Match> listings(HostPattern hosts, Bundle bundle) {
        return bundle.policy().known(bundle.index().find(hosts.host())).listings();
    }

    /** The gateway would not follow such an entry either: categories of risk stay, whatever one person enters. */
    private static void refuseRisk(String field, String list, Category risk, Policy policy) {
        if (policy.needsSecondPerson(risk)) {
            throw ProblemException.invalidField(
                    field,
                    "list %s has it as %s, a category of risk: one person alone may not take a host out of it"
                            .formatted(list, risk));
        }
    }

    private static ProblemException unknown(String field, String found, String expected, List<String> known) {
        String nearest = NearestName.of(found, known);
        return ProblemException.invalidField(
                field,
                "\"%s\" (expected: %s%s)".formatted(found, expected, nearest == null ? "" : "; nearest: " + nearest));
    }
}
