package org.schoolgate.rules.policy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.schoolgate.rules.policy.PolicyDocument;

/**
 * Compares, as written, the keys of which no other comparison says what they do. Of these it is only known that they are other
 * than before, so they count as loosening; of those that only say when or how something is called, all else is told elsewhere.
 */
final class UnjudgedComparison {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String ID = "id";

    /** What these do is compared by what is decided. */
    private static final Set<String> JUDGED = Set.of(
            "format",
            "zones",
            "roles",
            "required_categories",
            "risk_floor",
            "entries",
            "rules",
            "sites",
            "grantable",
            "alerting",
            "inside",
            "connect_ports",
            "detection",
            "observe",
            "access_log");
    /** What these change for anyone is compared by what is decided, when. */
    private static final Set<String> HARMLESS =
            Set.of("school", "calendar", "times", "device_groups", "clauses", "titles");

    private static final Map<String, ChangeKind> KINDS = Map.of(
            "year_groups", ChangeKind.ROLES,
            "alert_routing", ChangeKind.MONITORING,
            "watch_hours", ChangeKind.MONITORING,
            "retention", ChangeKind.MONITORING);
    private static final Set<String> WHO = Set.of("roles", "classes", "people", "zones", "device_groups");

    private static final Set<String> JUDGED_OF_ROLE = Set.of(
            "title",
            "extends",
            "audience",
            "default",
            "unlisted",
            "blocked_categories",
            "allowed_categories",
            "closed",
            "clause");
    private static final Set<String> JUDGED_OF_ZONE =
            Set.of(ID, "name", "networks", "roles", "unidentified", "shared_address", "sign_in", "closed");
    private static final Set<String> JUDGED_OF_RULE = Set.of(
            ID, "categories", "lists", "hosts", "sites", "urls", "action", "yes_i_mean", "when", "clause", "note");
    private static final Set<String> JUDGED_OF_ENTRY = Set.of("pattern", "site", "url", "action", "when", "note");

    private final JsonNode before;
    private final JsonNode after;
    private final List<Change> changes = new ArrayList<>();

    UnjudgedComparison(PolicyDocument before, PolicyDocument after) {
        this.before = tree(before);
        this.after = tree(after);
    }

    static JsonNode tree(PolicyDocument document) {
        try {
            return YAML.readTree(document.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy without mistakes that is not YAML", e);
        }
    }

    List<Change> changes() {
        for (String key : keys(before, after)) {
            if (HARMLESS.contains(key)
                    && before.path(key).isObject()
                    && after.path(key).isObject()) {
                compareKeys(key, before.path(key), after.path(key), Set.of(), Direction.NEUTRAL);
            } else if (!JUDGED.contains(key)) {
                boolean isHarmless = HARMLESS.contains(key);
                compare(key, before.path(key), after.path(key), isHarmless ? Direction.NEUTRAL : Direction.LOOSENING);
            }
        }
        Set<String> judgedOfRole = with(JUDGED_OF_ROLE, InheritedComparison.keys());
        for (String role : keys(before.path("roles"), after.path("roles"))) {
            compareKeys(
                    "roles." + role,
                    before.path("roles").path(role),
                    after.path("roles").path(role),
                    judgedOfRole,
                    Direction.LOOSENING);
        }
        compareItems("zones", JUDGED_OF_ZONE);
        compareItems("rules", with(WHO, JUDGED_OF_RULE));
        compareItems("entries", with(WHO, JUDGED_OF_ENTRY));
        return changes;
    }

    private static Set<String> with(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private void compareKeys(String where, JsonNode was, JsonNode is, Set<String> judged, Direction direction) {
        for (String key : keys(was, is)) {
            if (!judged.contains(key)) {
                compare(where + "." + key, was.path(key), is.path(key), direction);
            }
        }
    }

    /** Items that have a key which is not judged are compared whole: it may say for whom or of what they are. */
    private void compareItems(String key, Set<String> judged) {
        Map<String, JsonNode> was = unjudged(before.path(key), judged, after.path(key));
        Map<String, JsonNode> is = unjudged(after.path(key), judged, before.path(key));
        Set<String> ids = new LinkedHashSet<>(is.keySet());
        ids.addAll(was.keySet());
        for (String id : ids) {
            compare(
                    key + " " + id,
                    was.getOrDefault(id, MissingNode.getInstance()),
                    is.getOrDefault(id, MissingNode.getInstance()),
                    Direction.LOOSENING);
        }
    }

    private static Map<String, JsonNode> unjudged(JsonNode items, Set<String> judged, JsonNode others) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode list : List.of(items, others)) {
            list.forEach(item -> {
                if (item.properties().stream().anyMatch(property -> !judged.contains(property.getKey()))) {
                    ids.add(id(item));
                }
            });
        }
        Map<String, JsonNode> found = new LinkedHashMap<>();
        items.forEach(item -> {
            if (ids.contains(id(item))) {
                found.put(id(item), item);
            }
        });
        return found;
    }

    private static String id(JsonNode item) {
        for (String key : List.of(ID, "pattern", "site", "url")) {
            if (item.has(key)) {
                return item.path(key).asText();
            }
        }
        return item.toString();
    }

    private static Set<String> keys(JsonNode one, JsonNode other) {
        Set<String> keys = new LinkedHashSet<>();
        other.fieldNames().forEachRemaining(keys::add);
        one.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private void compare(String where, JsonNode was, JsonNode is, Direction direction) {
        if (!was.equals(is)) {
            String verb = was.isMissingNode() ? "added" : is.isMissingNode() ? "removed" : "changed";
            ChangeKind kind = KINDS.getOrDefault(where, ChangeKind.OTHER);
            changes.add(Change.of(kind, direction, where, text(was), text(is), where + " " + verb));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : node.toString();
    }
}
