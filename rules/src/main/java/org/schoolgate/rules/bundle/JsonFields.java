package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One JSON object, read field by field; {@link #end} refuses what was not asked for. */
final class JsonFields {
    private final JsonNode object;
    private final String what;
    /** Each once; so few that looking through them is quicker than a set. */
    private final List<String> asked = new ArrayList<>();

    JsonFields(JsonNode node, String what) throws BundleException {
        this.object = node;
        this.what = what;
        if (!node.isObject()) {
            throw wrong("no JSON object (expected: one)");
        }
    }

    String text(String name) throws BundleException {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(name, value, "text");
        }
        return value.textValue();
    }

    boolean flag(String name) throws BundleException {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw wrong(name, value, "true or false");
        }
        return value.booleanValue();
    }

    /** From 0. */
    long number(String name) throws BundleException {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(name, value, "a whole number");
        }
        return value.longValue();
    }

    /** A version from 1 to the newest that this program reads. */
    int version(String name, int newest) throws BundleException {
        long version = number(name);
        if (version > newest) {
            throw wrong(name + " " + version + " is newer than this program reads (expected: at most " + newest + ")");
        }
        if (version == 0) {
            throw wrong(name + " 0 (expected: 1 to " + newest + ")");
        }
        return (int) version;
    }

    Instant time(String name) throws BundleException {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BundleException(what + ": " + name + " \"" + text + "\" (expected: a time in UTC)", e);
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    List<JsonFields> objects(String name) throws BundleException {
        List<JsonFields> objects = new ArrayList<>();
        String inside = what + ": " + name;
        for (JsonNode item : list(name)) {
            objects.add(new JsonFields(item, inside));
        }
        return objects;
    }

    List<String> texts(String name) throws BundleException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isTextual()) {
                throw wrong(name, item, "a list of texts");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    void end() throws BundleException {
        if (asked.size() == object.size()) {
            return;
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw wrong("unknown field \"" + name + "\"");
            }
        }
    }

    private JsonNode list(String name) throws BundleException {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw wrong(name, value, "a list");
        }
        return value;
    }

    private JsonNode required(String name) throws BundleException {
        JsonNode value = object.get(name);
        if (value == null) {
            throw wrong("no \"" + name + "\" (expected: one)");
        }
        if (!asked.contains(name)) {
            asked.add(name);
        }
        return value;
    }

    private BundleException wrong(String name, JsonNode found, String expected) {
        return wrong(name + " is " + found.getNodeType() + " (expected: " + expected + ")");
    }

    private BundleException wrong(String message) {
        return new BundleException(what + ": " + message);
    }
}
