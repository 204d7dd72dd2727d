package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;

/** The file of live facts. A reader refuses a greater format and any field that it does not know. */
public final class LiveFactsJson {
    private static final String WHAT = "live";

    private LiveFactsJson() {}

    public static LiveFacts read(byte[] bytes) throws BundleException {
        JsonFields fields = Json.read(bytes, WHAT);
        fields.version("format", FileRole.LIVE.version());
        List<ManagerEntry> entries = new ArrayList<>();
        for (JsonFields entry : fields.objects("entries")) {
            entries.add(entry(entry));
        }
        fields.end();
        try {
            return new LiveFacts(entries);
        } catch (IllegalArgumentException e) {
            throw new BundleException(WHAT + ": " + e.getMessage(), e);
        }
    }

    private static ManagerEntry entry(JsonFields fields) throws BundleException {
        ManagerEntry entry = new ManagerEntry(
                fields.text("id"),
                pattern(fields.text("pattern")),
                action(fields.text("action")),
                fields.text("note"),
                fields.time("createdAt"),
                fields.has("roles") ? Set.copyOf(fields.texts("roles")) : null);
        fields.end();
        return entry;
    }

    private static HostPattern pattern(String text) throws BundleException {
        try {
            return HostPattern.parse(text);
        } catch (HostSyntaxException e) {
            throw new BundleException(WHAT + ": pattern \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static Action action(String id) throws BundleException {
        for (Action action : Action.values()) {
            if (action.id().equals(id)) {
                return action;
            }
        }
        throw new BundleException(WHAT + ": action \"" + id + "\" (expected: allow or block)");
    }

    /** Equal facts give equal bytes. */
    public static byte[] write(LiveFacts facts) {
        return Json.write(json -> {
            json.writeNumberField("format", FileRole.LIVE.version());
            json.writeArrayFieldStart("entries");
            for (ManagerEntry entry : facts.entries()) {
                write(entry, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(ManagerEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id());
        json.writeStringField("pattern", entry.pattern().text());
        json.writeStringField("action", entry.action().id());
        json.writeStringField("note", entry.note());
        json.writeStringField("createdAt", entry.createdAt().toString());
        writeRoles(entry.roles(), json);
        json.writeEndObject();
    }

    private static void writeRoles(@Nullable Set<String> roles, JsonGenerator json) throws IOException {
        if (roles != null) {
            json.writeArrayFieldStart("roles");
            for (String role : new TreeSet<>(roles)) {
                json.writeString(role);
            }
            json.writeEndArray();
        }
    }
}
