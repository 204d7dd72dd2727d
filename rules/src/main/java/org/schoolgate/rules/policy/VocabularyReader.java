package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/** Reads a vocabulary: a mapping of category ids to what is said of them. */
final class VocabularyReader {
    private final Findings findings;
    private final Terms terms;
    private final Set<String> names = new HashSet<>();

    private VocabularyReader(Findings findings) {
        this.findings = findings;
        this.terms = new Terms(findings, new Vocabulary(List.of()));
    }

    static Vocabulary read(String yaml, String file) throws InvalidPolicyException {
        Findings findings = new Findings(file);
        YamlNode root = YamlTree.read(yaml, findings);
        List<Vocabulary.Term> read = new VocabularyReader(findings).document(root);
        findings.throwIfAny();
        return new Vocabulary(read);
    }

    private List<Vocabulary.Term> document(YamlNode root) {
        Fields fields = new Fields(findings, root, "vocabulary", "format", "categories");
        fields.required("format", terms::format);
        YamlNode categories = fields.required("categories", node -> node);
        List<Vocabulary.Term> read = new ArrayList<>();
        if (categories != null) {
            Fields.entries(findings, categories, "categories").forEach((key, value) -> {
                Vocabulary.Term term = term(key, value);
                if (term != null) {
                    read.add(term);
                }
            });
        }
        return read;
    }

    private Vocabulary.@Nullable Term term(Scalar key, YamlNode value) {
        String id = name(key);
        Fields fields = new Fields(findings, value, "category", "title", "allow_type", "risk", "aliases");
        String title = fields.required("title", terms::text);
        Boolean allowType = fields.optional("allow_type", terms::flag);
        Boolean risk = fields.optional("risk", terms::flag);
        Set<String> aliases = fields.set("aliases", this::name);
        if (id == null || title == null) {
            return null;
        }
        return new Vocabulary.Term(
                new Category(id),
                title,
                Boolean.TRUE.equals(allowType),
                Boolean.TRUE.equals(risk),
                new TreeSet<>(aliases));
    }

    private @Nullable String name(YamlNode node) {
        String name = terms.id(node);
        if (name != null && !names.add(name)) {
            findings.add(node, "name of a category twice", "once, as id or alias");
        }
        return name;
    }
}
