package org.schoolgate.admin.live;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.AddressedFact;
import org.schoolgate.rules.policy.Containment;
import org.schoolgate.rules.policy.DutyException;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.Restriction;

/** A fact as people get it: a JSON object with the fields of its kind, named as they are sent. */
final class FactView {
    /** What the note of a grant is called. */
    static final String ACTIVITY = "activity";

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private FactView() {}

    static Map<String, Object> of(KeptFact kept) {
        FactView view = new FactView();
        Given given = kept.fact().given();
        view.fields.put("id", given.id());
        view.fields.put("by", given.by());
        view.add(kept.fact(), given.note());
        view.fields.put("from", given.from());
        view.fields.put("until", given.until());
        view.fields.put("givenAt", kept.givenAt());
        view.fields.put("remarks", kept.remarks());
        if (kept.ending() != null) {
            view.fields.put("endedAt", kept.ending().at());
            view.fields.put("endedBy", kept.ending().by());
        }
        return view.fields;
    }

    /**
     * In the answer to its creation.
     *
     * @param generation the bundle that first has it
     */
    static Map<String, Object> of(KeptFact kept, long generation) {
        Map<String, Object> fields = of(kept);
        fields.put("generation", generation);
        return fields;
    }

    private void add(LiveFact fact, String note) {
        if (fact instanceof AddressedFact addressed) {
            fields.put(WhomField.name(addressed.whom().kind()), addressed.whom().id());
        }
        fields.put(fact instanceof Grant ? ACTIVITY : "note", note);
        if (fact instanceof Containment containment) {
            fields.put("what", containment.what().text());
        } else if (fact instanceof Grant grant) {
            add(grant.what());
        } else if (fact instanceof Restriction restriction
                && !restriction.categories().isEmpty()) {
            fields.put("categories", ids(restriction.categories()));
        } else if (fact instanceof DutyException duty) {
            fields.put("categories", ids(duty.categories()));
        }
    }

    private void add(Grant.What granted) {
        if (granted instanceof Grant.OfCategory category) {
            fields.put("category", category.category().id());
        } else if (granted instanceof Grant.Site site) {
            if (site.site() != null) {
                fields.put("site", site.site());
            }
            fields.put("hosts", site.hosts().stream().map(HostPattern::text).toList());
        }
    }

    private static List<String> ids(Collection<Category> categories) {
        return categories.stream().map(Category::id).sorted().toList();
    }
}
