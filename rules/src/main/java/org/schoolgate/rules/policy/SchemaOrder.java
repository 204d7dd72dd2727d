package org.schoolgate.rules.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The order of keys at one place of a policy: that of the schema. */
final class SchemaOrder {
    private static final JsonNode ROOT = root();
    private static final SchemaOrder NONE = new SchemaOrder(List.of());

    private final List<JsonNode> schemas;

    /** @param schemas of which one or the other applies */
    private SchemaOrder(List<JsonNode> schemas) {
        this.schemas = schemas;
    }

    private static JsonNode root() {
        try {
            return JsonMapper.builder().build().readTree(PolicySchema.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema is not JSON", e);
        }
    }

    static SchemaOrder ofPolicy() {
        return at(ROOT);
    }

    private static SchemaOrder at(JsonNode schema) {
        List<JsonNode> found = new ArrayList<>();
        collect(schema, found);
        return found.isEmpty() ? NONE : new SchemaOrder(found);
    }

    /** What the schema refers to, and each of its choices. */
    private static void collect(JsonNode schema, List<JsonNode> to) {
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            collect(ROOT.at(reference.substring(1)), to);
            return;
        }
        if (!schema.isMissingNode()) {
            to.add(schema);
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(choice).forEach(each -> collect(each, to));
        }
    }

    /** Whether the keys here have an order; else they are names, which whoever wrote them ordered. */
    boolean isOrdered() {
        return schemas.stream().anyMatch(schema -> schema.has("properties"));
    }

    /** The place of a key, of a mapping that has these; unknown ones are last. */
    int place(String key, Set<String> keys) {
        int place = 0;
        for (JsonNode schema : schemas) {
            if (keys.stream().allMatch(each -> schema.path("properties").has(each))) {
                for (String known : (Iterable<String>) schema.path("properties")::fieldNames) {
                    if (known.equals(key)) {
                        return place;
                    }
                    place++;
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Of the value of that key. */
    SchemaOrder below(String key) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode schema : schemas) {
            collect(schema.path("properties").path(key), found);
            if (schema.path("additionalProperties").isObject()) {
                collect(schema.path("additionalProperties"), found);
            }
        }
        return new SchemaOrder(found);
    }

    /** Of the items of a list. */
    SchemaOrder ofItems() {
        List<JsonNode> found = new ArrayList<>();
        schemas.forEach(schema -> collect(schema.path("items"), found));
        return new SchemaOrder(found);
    }
}
