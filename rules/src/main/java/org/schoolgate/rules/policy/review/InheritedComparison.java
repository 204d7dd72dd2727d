package org.schoolgate.rules.policy.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.Role;

/**
 * Compares what roles have of settings that decide nothing by themselves: each with what it takes over from the roles that it
 * extends. A setting that is there is taken to be stricter than none; which of two is stricter is known of those in steps.
 */
final class InheritedComparison {
    /**
     * @param steps from the loosest to the strictest; the first is meant where nothing is said. Empty where it has none
     */
    private record Setting(String key, ChangeKind kind, List<String> steps) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting("safe_search", ChangeKind.SAFE_SEARCH, List.of("false", "true")),
            new Setting("youtube", ChangeKind.SAFE_SEARCH, List.of("off", "moderate", "strict")),
            new Setting("tenants", ChangeKind.SAFE_SEARCH, List.of()),
            new Setting("downloads", ChangeKind.OTHER, List.of()),
            new Setting("uploads", ChangeKind.OTHER, List.of()));

    private final Written before;
    private final Written after;
    private final List<Change> changes = new ArrayList<>();

    /** A policy with its text as a tree. */
    record Written(Side side, JsonNode tree) {
        private JsonNode inherited(String role, String key) {
            Set<String> seen = new HashSet<>();
            PolicyDocument.RoleSection section = side.document().roles().get(role);
            while (section != null && seen.add(section.id())) {
                JsonNode value = tree.path("roles").path(section.id()).path(key);
                if (!value.isMissingNode()) {
                    return value;
                }
                section = section.extended() == null
                        ? null
                        : side.document().roles().get(section.extended());
            }
            return MissingNode.getInstance();
        }
    }

    InheritedComparison(Written before, Written after) {
        this.before = before;
        this.after = after;
    }

    /** The keys that are compared here. */
    static Set<String> keys() {
        Set<String> keys = new HashSet<>();
        SETTINGS.forEach(setting -> keys.add(setting.key()));
        return keys;
    }

    List<Change> changes() {
        for (Setting setting : SETTINGS) {
            Map<Step, List<Role>> steps = new LinkedHashMap<>();
            for (Role role : after.side().policy().roles()) {
                if (before.side().role(role.id()) != null) {
                    Step step = new Step(
                            before.inherited(role.id(), setting.key()), after.inherited(role.id(), setting.key()));
                    steps.computeIfAbsent(step, key -> new ArrayList<>()).add(role);
                }
            }
            steps.forEach((step, roles) -> compare(setting, step, roles));
        }
        return changes;
    }

    /** From one value to another. */
    private record Step(JsonNode was, JsonNode is) {}

    private void compare(Setting setting, Step step, List<Role> roles) {
        String old = text(setting, step.was());
        String now = text(setting, step.is());
        if (!step.was().equals(step.is()) && !old.equals(now)) {
            String who = roles.stream().map(Role::title).collect(Collectors.joining(", "));
            changes.add(new Change(
                    setting.kind(),
                    Direction.looseningIf(isLooser(setting, step)),
                    roles.stream().map(Role::id).toList(),
                    "",
                    "",
                    List.of(setting.key()),
                    old,
                    now,
                    who + ": " + setting.key() + " " + old + " -> " + now));
        }
    }

    private static String text(Setting setting, JsonNode value) {
        if (value.isMissingNode()) {
            return setting.steps().isEmpty() ? "nothing" : setting.steps().get(0);
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static boolean isLooser(Setting setting, Step step) {
        return setting.steps().isEmpty()
                ? !step.was().isMissingNode()
                : strictness(setting, step.is()) < strictness(setting, step.was());
    }

    private static int strictness(Setting setting, JsonNode value) {
        return setting.steps().indexOf(text(setting, value));
    }
}
