package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Action;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.Edit.Decide;
import org.schoolgate.rules.policy.Edit.IgnoreList;
import org.schoolgate.rules.policy.Edit.Recategorise;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.ManagerEntry;

/**
 * The file of live facts. A reader refuses a greater format and any field that it does not know. A file that has nothing of the
 * third format is written in the second, so that a gateway of the release before is not left behind without need.
 */
public final class LiveFactsJson {
    private static final String WHAT = "live";
    /** The one that has entries alone. */
    private static final int ENTRIES_FORMAT = 2;

    private LiveFactsJson() {}

    public static LiveFacts read(byte[] bytes) throws BundleException {
        JsonFields fields = Json.read(bytes, WHAT);
        int format = fields.version("format", FileRole.LIVE.version());
        List<ManagerEntry> entries = new ArrayList<>();
        for (JsonFields entry : fields.objects("entries")) {
            entries.add(entry(entry));
        }
        List<LiveFact> facts = new ArrayList<>();
        if (format > ENTRIES_FORMAT) {
            for (JsonFields fact : fields.objects("facts")) {
                facts.add(LiveFactJson.read(fact));
            }
        }
        fields.end();
        try {
            return new LiveFacts(entries, facts);
        } catch (IllegalArgumentException e) {
            throw new BundleException(WHAT + ": " + e.getMessage(), e);
        }
    }

    private static ManagerEntry entry(JsonFields fields) throws BundleException {
        ManagerEntry entry = new ManagerEntry(
                fields.text("id"),
                pattern(fields.text("pattern")),
                edit(fields),
                fields.text("note"),
                fields.time("createdAt"));
        fields.end();
        return entry;
    }

    static HostPattern pattern(String text) throws BundleException {
        try {
            return HostPattern.parse(text);
        } catch (HostSyntaxException e) {
            throw new BundleException(WHAT + ": pattern \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static Edit edit(JsonFields fields) throws BundleException {
        String id = fields.text("action");
        return switch (id) {
            case Recategorise.ID -> new Recategorise(category(fields.text("category")));
            case IgnoreList.ID -> new IgnoreList(fields.text("list"));
            default -> new Decide(action(id), roles(fields));
        };
    }

    private static Category category(String id) throws BundleException {
        try {
            return new Category(id);
        } catch (IllegalArgumentException e) {
            throw new BundleException(WHAT + ": " + e.getMessage(), e);
        }
    }

    private static Action action(String id) throws BundleException {
        for (Action action : Action.values()) {
            if (action.id().equals(id)) {
                return action;
            }
        }
        throw new BundleException(WHAT + ": action \"" + id + "\" (expected: allow, block, " + Recategorise.ID + " or "
                + IgnoreList.ID + ")");
    }

    /** A list of no roles is none that is written: taken for "everyone", it would widen what it says. */
    private static Set<String> roles(JsonFields fields) throws BundleException {
        if (!fields.has("roles")) {
            return Set.of();
        }
        Set<String> roles = Set.copyOf(fields.texts("roles"));
        if (roles.isEmpty()) {
            throw new BundleException(WHAT + ": roles is empty (expected: at least one, or no \"roles\" for everyone)");
        }
        return roles;
    }

    /** The format that these facts take. */
    public static int format(LiveFacts live) {
        return live.facts().isEmpty() ? ENTRIES_FORMAT : FileRole.LIVE.version();
    }

    /** Equal facts give equal bytes. */
    public static byte[] write(LiveFacts live) {
        return Json.write(json -> {
            json.writeNumberField("format", format(live));
            json.writeArrayFieldStart("entries");
            for (ManagerEntry entry : live.entries()) {
                write(entry, json);
            }
            json.writeEndArray();
            if (!live.facts().isEmpty()) {
                json.writeArrayFieldStart("facts");
                for (LiveFact fact : live.facts()) {
                    LiveFactJson.write(fact, json);
                }
                json.writeEndArray();
            }
        });
    }

    private static void write(ManagerEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", entry.id());
        json.writeStringField("pattern", entry.pattern().text());
        json.writeStringField("action", entry.edit().id());
        if (entry.edit() instanceof Recategorise recategorise) {
            json.writeStringField("category", recategorise.category().id());
        } else if (entry.edit() instanceof IgnoreList ignore) {
            json.writeStringField("list", ignore.list());
        }
        json.writeStringField("note", entry.note());
        json.writeStringField("createdAt", entry.createdAt().toString());
        if (entry.edit() instanceof Decide decide && !decide.roles().isEmpty()) {
            writeRoles(decide.roles(), json);
        }
        json.writeEndObject();
    }

    private static void writeRoles(Set<String> roles, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("roles");
        for (String role : new TreeSet<>(roles)) {
            json.writeString(role);
        }
        json.writeEndArray();
    }
}
