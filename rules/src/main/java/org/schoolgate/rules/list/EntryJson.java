package org.schoolgate.rules.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;

/**
 * An entry as a line of JSON, for export and exchange; loses nothing. One of four fields says what it covers:
 *
 * <pre>
 * {"name": "example.org", "scope": "name-and-below"}
 * {"pages": "example.org/adult", "scope": "exact"}
 * {"range": "192.0.2.0-192.0.2.255"}
 * {"expression": "casino|poker"}
 * </pre>
 *
 * <p>Besides it there may be {@code scope} ({@code exact}, {@code name-and-below}, which is assumed, {@code below-only}),
 * {@code effect} ({@code listed}, which is assumed, {@code excepted}, {@code important}), {@code lowerCase} (pages: the
 * path is in small letters throughout, and the case of a URL does not count), {@code category}, {@code list} and {@code note}.
 *
 * @param lowerCase as the field
 * @param list name of the list that the entry comes from
 * @param note whatever a person wanted to say about it
 */
public record EntryJson(
        ListEntry entry,
        Effect effect,
        boolean lowerCase,
        Optional<Category> category,
        Optional<String> list,
        Optional<String> note) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> FIELDS =
            Set.of("name", "pages", "range", "expression", "scope", "effect", "lowerCase", "category", "list", "note");

    /** An entry by itself. */
    public static EntryJson of(ListEntry entry, Effect effect) {
        return new EntryJson(entry, effect, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One line, without its end. {@link #parse} reads it back. */
    public String text() {
        ObjectNode fields = JSON.createObjectNode();
        EntryFields.put(entry, fields);
        if (lowerCase) {
            fields.put("lowerCase", true);
        }
        if (effect != Effect.LISTED) {
            fields.put("effect", EntryFields.id(effect));
        }
        category.ifPresent(value -> fields.put("category", value.id()));
        list.ifPresent(value -> fields.put("list", value));
        note.ifPresent(value -> fields.put("note", value));
        return fields.toString();
    }

    /** @throws EntrySyntaxException saying what is wrong, without the text */
    public static EntryJson parse(String line) throws EntrySyntaxException {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new EntrySyntaxException("no JSON");
        }
        if (!node.isObject()) {
            throw new EntrySyntaxException("no JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            if (!FIELDS.contains(names.next())) {
                throw new EntrySyntaxException("field that is not known");
            }
        }
        Optional<String> category = EntryFields.text(node, "category");
        if (category.isPresent() && !Category.isValid(category.get())) {
            throw new EntrySyntaxException("no category");
        }
        return new EntryJson(
                EntryFields.entry(node),
                EntryFields.constant(node, "effect", Effect.LISTED),
                EntryFields.isLowerCase(node),
                category.map(Category::new),
                EntryFields.text(node, "list"),
                EntryFields.text(node, "note"));
    }
}
