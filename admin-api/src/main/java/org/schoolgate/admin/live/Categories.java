package org.schoolgate.admin.live;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.NearestName;
import org.schoolgate.rules.policy.Vocabulary;

/** Reads categories that a fact names. */
final class Categories {
    private Categories() {}

    static Category read(String field, String id) {
        Vocabulary vocabulary = Vocabulary.standard();
        Category known = vocabulary.find(id);
        if (known == null) {
            List<String> ids =
                    vocabulary.categories().stream().map(Category::id).toList();
            String nearest = NearestName.of(id, ids);
            throw ProblemException.invalidField(
                    field,
                    "\"%s\" (expected: a category of the vocabulary%s)"
                            .formatted(id, nearest == null ? "" : "; nearest: " + nearest));
        }
        return known;
    }

    /** None where the field is absent; an empty list is refused, because nothing is meant by it. */
    static Set<Category> read(String field, @Nullable List<String> ids) {
        if (ids == null) {
            return Set.of();
        }
        if (ids.isEmpty()) {
            throw ProblemException.invalidField(field, "none (expected: at least one, or no such field)");
        }
        Set<Category> categories = new HashSet<>();
        ids.forEach(id -> categories.add(read(field, id)));
        return categories;
    }
}
