package org.schoolgate.rules.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;

/**
 * The categories a policy may name. The standard one is {@code categories.yaml} beside this class, where each category
 * is described.
 */
public final class Vocabulary {
    private static final String RESOURCE = "categories.yaml";
    private static final Vocabulary STANDARD = readStandard();

    private final SortedMap<Category, Term> terms;
    private final Map<String, Category> byName;

    /**
     * One category.
     *
     * @param title as people call it
     * @param allowType lists of this category name sites to be let through, and are not to be taken as naming all that is
     *     below them (see {@link #isAllowType})
     * @param risk unblocking needs a second person
     * @param aliases other names of the same category, such as UT1's symlinked folders
     */
    record Term(Category category, String title, boolean allowType, boolean risk, SortedSet<String> aliases) {}

    Vocabulary(Iterable<Term> terms) {
        this.terms = new TreeMap<>();
        this.byName = new TreeMap<>();
        for (Term term : terms) {
            this.terms.put(term.category(), term);
            byName.put(term.category().id(), term.category());
            term.aliases().forEach(alias -> byName.put(alias, term.category()));
        }
    }

    public static Vocabulary standard() {
        return STANDARD;
    }

    private static Vocabulary readStandard() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return VocabularyReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidPolicyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In order of their ids. */
    public SortedSet<Category> categories() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(terms.keySet()));
    }

    /** The category with this id or alias; null when there is none. */
    public @Nullable Category find(String name) {
        return byName.get(name);
    }

    /** All ids and aliases. */
    SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
    }

    /** As people call it; a category that is not in here (of a school's own list) has its id for a title. */
    public String title(Category category) {
        Term term = terms.get(category);
        return term == null ? category.id() : term.title();
    }

    /**
     * Whether lists of this category are lists of good sites. They are compiled as all lists are, name and below; but for
     * pupils an entry lifts a block only from the very host it names, because such lists name hosting companies too.
     */
    public boolean isAllowType(Category category) {
        Term term = terms.get(category);
        return term != null && term.allowType();
    }

    /** Whether the network manager needs a second person to unblock a site of this category. */
    public boolean isRisk(Category category) {
        Term term = terms.get(category);
        return term != null && term.risk();
    }
}
