package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.AddressedFact;
import org.schoolgate.rules.policy.Containment;
import org.schoolgate.rules.policy.DutyException;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.Restriction;
import org.schoolgate.rules.policy.SitePart;
import org.schoolgate.rules.policy.SupervisedSession;
import org.schoolgate.rules.policy.Whom;

/** One live fact as the file of live facts, and whoever keeps facts, has it. As strict as {@link LiveFactsJson}. */
public final class LiveFactJson {
    private static final String WHAT = "live fact";

    private LiveFactJson() {}

    /** @throws BundleException when it is none, or has a field that is not known */
    public static LiveFact read(byte[] bytes) throws BundleException {
        return read(Json.read(bytes, WHAT));
    }

    static LiveFact read(JsonFields fields) throws BundleException {
        try {
            LiveFact fact = fact(kind(fields.text("kind")), fields);
            fields.end();
            return fact;
        } catch (IllegalArgumentException e) {
            throw new BundleException(WHAT + ": " + e.getMessage(), e);
        }
    }

    private static LiveFact.Kind kind(String id) {
        for (LiveFact.Kind kind : LiveFact.Kind.values()) {
            if (kind.id().equals(id)) {
                return kind;
            }
        }
        String known =
                Arrays.stream(LiveFact.Kind.values()).map(LiveFact.Kind::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("kind \"" + id + "\" (expected: one of " + known + ")");
    }

    private static LiveFact fact(LiveFact.Kind kind, JsonFields fields) throws BundleException {
        Given given = new Given(
                fields.text("id"), fields.text("by"), fields.text("note"), fields.time("from"), fields.time("until"));
        return switch (kind) {
            case CONTAINMENT -> new Containment(given, SitePart.parse(fields.text("what")));
            case RESTRICTION -> new Restriction(given, whom(fields), categories(fields));
            case GRANT -> new Grant(given, whom(fields), granted(fields));
            case SUPERVISED_SESSION -> new SupervisedSession(given, whom(fields));
            case DUTY_EXCEPTION -> new DutyException(given, whom(fields), categories(fields));
        };
    }

    private static Whom whom(JsonFields fields) throws BundleException {
        return Whom.parse(fields.text("whom"));
    }

    /** Those of a list that is not empty: a fact for all has none written. */
    private static Set<Category> categories(JsonFields fields) throws BundleException {
        if (!fields.has("categories")) {
            return Set.of();
        }
        Set<Category> categories = new HashSet<>();
        for (String id : fields.texts("categories")) {
            categories.add(new Category(id));
        }
        if (categories.isEmpty()) {
            throw new BundleException(WHAT + ": categories is empty (expected: at least one, or no \"categories\")");
        }
        return categories;
    }

    private static Grant.What granted(JsonFields fields) throws BundleException {
        if (fields.has("category")) {
            return new Grant.OfCategory(new Category(fields.text("category")));
        }
        List<HostPattern> hosts = new ArrayList<>();
        for (String host : fields.texts("hosts")) {
            hosts.add(LiveFactsJson.pattern(host));
        }
        return new Grant.Site(fields.has("site") ? fields.text("site") : null, hosts);
    }

    /** Equal facts give equal bytes. */
    public static byte[] write(LiveFact fact) {
        return Json.write(json -> writeFields(fact, json));
    }

    static void write(LiveFact fact, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(fact, json);
        json.writeEndObject();
    }

    private static void writeFields(LiveFact fact, JsonGenerator json) throws IOException {
        Given given = fact.given();
        json.writeStringField("kind", fact.kind().id());
        json.writeStringField("id", given.id());
        json.writeStringField("by", given.by());
        json.writeStringField("note", given.note());
        json.writeStringField("from", given.from().toString());
        json.writeStringField("until", given.until().toString());
        if (fact instanceof AddressedFact addressed) {
            json.writeStringField("whom", addressed.whom().text());
        }
        if (fact instanceof Containment containment) {
            json.writeStringField("what", containment.what().text());
        } else if (fact instanceof Restriction restriction) {
            writeCategories(restriction.categories(), json);
        } else if (fact instanceof DutyException duty) {
            writeCategories(duty.categories(), json);
        } else if (fact instanceof Grant grant) {
            writeGranted(grant.what(), json);
        }
    }

    private static void writeCategories(Set<Category> categories, JsonGenerator json) throws IOException {
        if (!categories.isEmpty()) {
            writeTexts(
                    "categories", categories.stream().map(Category::id).sorted().toList(), json);
        }
    }

    private static void writeGranted(Grant.What what, JsonGenerator json) throws IOException {
        if (what instanceof Grant.OfCategory category) {
            json.writeStringField("category", category.category().id());
        } else if (what instanceof Grant.Site site) {
            if (site.site() != null) {
                json.writeStringField("site", site.site());
            }
            writeTexts("hosts", site.hosts().stream().map(HostPattern::text).toList(), json);
        }
    }

    private static void writeTexts(String field, Collection<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
