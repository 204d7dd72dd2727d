package org.schoolgate.admin.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** JSON in a column. */
final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    static String of(List<?> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("values of records are always JSON", e);
        }
    }

    /** In order, so that equal sets are equal texts. */
    static String ofSet(Collection<String> texts) {
        return of(texts.stream().sorted().toList());
    }

    static Set<String> readSet(String json) throws SQLException {
        return Set.copyOf(read(json, new TypeReference<List<String>>() {}));
    }

    /** @throws SQLException when the column has something else */
    static <T> List<T> read(String json, TypeReference<List<T>> type) throws SQLException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a column is not the JSON that was written", e);
        }
    }
}
