package org.schoolgate.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The starter policy as its own comments explain it, for a role, an hour at which all its rules apply, no entries, and hosts of
 * {@link NaiveLists}: help and infrastructure, risk floor, support, categories, unlisted, default. Shares no code with the product's policy.
 */
final class NaivePolicy {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    /** Lists of good sites: for pupils they speak of the very host alone (D24). */
    private static final Set<String> GOOD_SITES = Set.of(
            "child",
            "educational_games",
            "sexual_education",
            "liste_bu",
            "liste_blanche",
            "exceptions_liste_bu",
            "bank",
            "cleaning",
            "update");

    private final JsonNode policy;
    private final JsonNode sites;
    private final NaiveLists lists;

    private NaivePolicy(JsonNode policy, JsonNode sites, NaiveLists lists) {
        this.policy = policy;
        this.sites = sites;
        this.lists = lists;
    }

    static NaivePolicy read(Path starter, NaiveLists lists) throws IOException {
        return new NaivePolicy(
                YAML.readTree(starter.resolve("policy.yaml").toFile()),
                YAML.readTree(starter.resolve("sites.yaml").toFile()),
                lists);
    }

    /** True when the host is listed or known, so that it is not "unlisted" to anybody. */
    boolean knows(String host) {
        return !lists.of(host).isEmpty()
                || !facts(host).isEmpty()
                || isIn("support", host)
                || isIn("help", host)
                || isIn("infrastructure", host);
    }

    boolean allows(String role, String host) {
        if (isIn("help", host) || isIn("infrastructure", host)) {
            return true;
        }
        Set<String> categories = categories(host);
        Set<String> lifting = new HashSet<>(categories);
        if (isPupil(role)) {
            lifting.removeIf(category ->
                    GOOD_SITES.contains(category) && !lists.exactly(host).contains(category));
        }
        Map<String, String> said = said(role);
        for (String category : categories) {
            if (contains(policy.path("risk_floor"), category) || "block".equals(said.get(category))) {
                return false;
            }
        }
        for (String category : lifting) {
            if ("allow".equals(said.get(category))) {
                return true;
            }
        }
        return setting(role, lifting.isEmpty() ? "unlisted" : "default").equals("allow");
    }

    private static boolean isPupil(String role) {
        return role.startsWith("ks");
    }

    /** Each category that the role or one that it extends speaks of; the nearest has the last word. */
    private Map<String, String> said(String role) {
        JsonNode node = policy.path("roles").path(role);
        Map<String, String> said =
                node.has("extends") ? said(node.path("extends").asText()) : new HashMap<>();
        node.path("blocked_categories").forEach(category -> said.put(category.asText(), "block"));
        node.path("allowed_categories").forEach(category -> said.put(category.asText(), "allow"));
        for (JsonNode rule : policy.path("rules")) {
            if (contains(rule.path("roles"), role)) {
                rule.path("categories")
                        .forEach(category ->
                                said.put(category.asText(), rule.path("action").asText()));
            }
        }
        return said;
    }

    private String setting(String role, String key) {
        JsonNode node = policy.path("roles").path(role);
        if (node.has(key)) {
            return node.path(key).asText();
        }
        return node.has("extends") ? setting(node.path("extends").asText(), key) : "block";
    }

    /** Of support, only what the risk floor blocks is believed. */
    private Set<String> categories(String host) {
        Set<String> categories = new HashSet<>(lists.of(host));
        if (isIn("support", host)) {
            categories.removeIf(category -> !contains(policy.path("risk_floor"), category));
            categories.add("support");
        }
        categories.addAll(facts(host));
        return categories;
    }

    private Set<String> facts(String host) {
        Set<String> found = new HashSet<>();
        for (JsonNode group : sites.path("facts")) {
            if (names(group, host)) {
                found.add(group.path("category").asText());
            }
        }
        return found;
    }

    private boolean isIn(String set, String host) {
        for (JsonNode group : sites.path(set)) {
            if (names(group, host)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonNode group, String host) {
        for (JsonNode pattern : group.path("hosts")) {
            String name = pattern.asText();
            boolean matches = name.startsWith("=")
                    ? host.equals(name.substring(1))
                    : host.equals(name) || host.endsWith("." + name.replaceFirst("^\\*\\.", ""));
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode list, String value) {
        for (JsonNode element : list) {
            if (element.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
