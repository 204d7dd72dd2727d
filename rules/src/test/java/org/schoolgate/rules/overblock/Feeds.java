package org.schoolgate.rules.overblock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListFormat;

/** The starter's {@code feeds.yaml}: of each known feed, which category its parts are. */
record Feeds(Map<String, Feed> byId) {
    Feeds {
        byId = Map.copyOf(byId);
    }

    static Feeds read(Path file) throws IOException {
        Map<String, Feed> byId = new LinkedHashMap<>();
        for (JsonNode feed : new YAMLMapper().readTree(file.toFile()).path("feeds")) {
            byId.put(feed.path("id").asText(), Feed.of(feed));
        }
        return new Feeds(byId);
    }

    Feed feed(String id) {
        Feed feed = byId.get(id);
        if (feed == null) {
            throw new IllegalStateException("feeds.yaml has no feed " + id);
        }
        return feed;
    }

    /** @param parts empty for those that are not to be loaded */
    record Feed(String id, ListFormat format, Map<String, Optional<Category>> parts) {
        Feed {
            parts = Map.copyOf(parts);
        }

        private static Feed of(JsonNode feed) {
            Map<String, Optional<Category>> parts = new LinkedHashMap<>();
            feed.path("categories").properties().forEach(part -> parts.put(part.getKey(), category(part.getValue())));
            return new Feed(
                    feed.path("id").asText(), ListFormat.of(feed.path("format").asText()), parts);
        }

        private static Optional<Category> category(JsonNode value) {
            return value.isNull() ? Optional.empty() : Optional.of(new Category(value.asText()));
        }

        /** Empty where the part is not to be loaded; so that none is forgotten, every part has to be named. */
        Optional<Category> category(String part) {
            Optional<Category> category = parts.get(part);
            if (category == null) {
                throw new IllegalStateException("feeds.yaml does not say what " + part + " of " + id + " is");
            }
            return category;
        }

        boolean leavesOut(String part) {
            return Optional.empty().equals(parts.get(part));
        }
    }
}
