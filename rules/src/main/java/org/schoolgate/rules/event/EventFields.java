package org.schoolgate.rules.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Printable;

/** The fields of one JSON object, each read as the type that it must have or refused by name. */
final class EventFields {
    private static final int MAX_SHOWN = 80;

    private final JsonNode object;

    EventFields(JsonNode object) throws EventFormatException {
        if (!object.isObject()) {
            throw new EventFormatException("expected: a JSON object");
        }
        this.object = object;
    }

    String text(String name) throws EventFormatException {
        String text = optionalText(name);
        if (text == null) {
            throw missing(name, "a text");
        }
        return text;
    }

    @Nullable
    String optionalText(String name) throws EventFormatException {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new EventFormatException(name + ": " + value.getNodeType() + " (expected: a text)");
        }
        return value.textValue();
    }

    int number(String name) throws EventFormatException {
        Integer number = optionalNumber(name);
        if (number == null) {
            throw missing(name, "a number");
        }
        return number;
    }

    @Nullable
    Integer optionalNumber(String name) throws EventFormatException {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new EventFormatException(name + ": not a whole number of at most 31 bits");
        }
        return value.intValue();
    }

    /** False where it is not there. */
    boolean flag(String name) throws EventFormatException {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new EventFormatException(name + ": " + value.getNodeType() + " (expected: true or false)");
        }
        return value.booleanValue();
    }

    JsonNode list(String name) throws EventFormatException {
        JsonNode value = object.path(name);
        if (!value.isArray()) {
            throw missing(name, "a list");
        }
        return value;
    }

    /** The id of a category, or nothing. */
    String categoryOrEmpty(String name) throws EventFormatException {
        String text = text(name);
        if (!text.isEmpty() && !Category.isValid(text)) {
            throw new EventFormatException(name + ": \"" + Printable.of(text, MAX_SHOWN) + "\" (expected: a category)");
        }
        return text;
    }

    EventId id(String name) throws EventFormatException {
        String text = text(name);
        return EventId.parse(text)
                .orElseThrow(
                        () -> new EventFormatException(name + ": " + text + " (expected: gateway-epoch-sequence)"));
    }

    Instant instant(String name) throws EventFormatException {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new EventFormatException(name + ": " + text + " (expected: a time such as 2026-11-24T09:30:00Z)");
        }
    }

    private static EventFormatException missing(String name, String expected) {
        return new EventFormatException(name + ": missing (expected: " + expected + ")");
    }
}
