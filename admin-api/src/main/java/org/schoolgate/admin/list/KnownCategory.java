package org.schoolgate.admin.list;

import java.util.List;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.NearestName;
import org.schoolgate.rules.policy.Vocabulary;

/** Only a category that a policy can name: a list of another would be loaded and never act. */
final class KnownCategory {
    private KnownCategory() {}

    static Category of(String name) {
        Vocabulary vocabulary = Vocabulary.standard();
        Category known = vocabulary.find(name);
        if (known == null) {
            List<String> ids =
                    vocabulary.categories().stream().map(Category::id).toList();
            String nearest = NearestName.of(name, ids);
            throw ProblemException.invalidField(
                    "category",
                    "\"%s\" (expected: a category of the vocabulary%s)"
                            .formatted(name, nearest == null ? "" : "; nearest: " + nearest));
        }
        return known;
    }
}
