package org.schoolgate.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;

/** Lists that the admin process gives in pages. */
final class Pages {
    private static final int LIMIT = 1000;

    private Pages() {}

    /** All items, page after page. */
    static List<JsonNode> all(AdminConnection admin, String target)
            throws IOException, InterruptedException, RefusedException {
        List<JsonNode> items = new ArrayList<>();
        String page = target + (target.contains("?") ? "&" : "?") + "limit=" + LIMIT;
        String cursor = "";
        do {
            JsonNode answer = admin.get(page + cursor);
            answer.path("items").forEach(items::add);
            cursor = answer.has("next") ? "&cursor=" + answer.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** An array of texts in one cell. */
    static String joined(JsonNode texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.asText()));
        return String.join(", ", all);
    }
}
