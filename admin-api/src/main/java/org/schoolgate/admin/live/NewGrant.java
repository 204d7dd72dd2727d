package org.schoolgate.admin.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Grant;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.NamedSite;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Whom;

/** A grant as it is sent. Only what the policy calls grantable can be granted: a site, or what lists have in a category. */
record NewGrant(
        @Nullable String by,
        @JsonProperty("class") @Nullable String schoolClass,
        @Nullable String deviceGroup,
        @Nullable String room,
        @Nullable String site,
        @Nullable List<String> hosts,
        @Nullable String category,
        @Nullable String activity,
        @Nullable String from,
        @Nullable String until) {
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final int MAX_HOSTS = 50;

    Function<String, LiveFact> read(Bundle bundle, Instant now) {
        Whom whom = WhomField.only(
                bundle,
                new WhomField(Whom.Kind.CLASS, schoolClass),
                new WhomField(Whom.Kind.DEVICE_GROUP, deviceGroup),
                new WhomField(Whom.Kind.ROOM, room));
        WhomField.requireToldApart(bundle.policy(), whom);
        Grant.What what = what(bundle);
        Function<String, Given> given =
                new NewGiven(by, FactView.ACTIVITY, activity, from, until).read(bundle, now, whom, LONGEST);
        return id -> new Grant(given.apply(id), whom, what);
    }

    List<String> remarks(People people) {
        return Standing.remarks(people, by, schoolClass);
    }

    private Grant.What what(Bundle bundle) {
        long given = Stream.of(site, hosts, category).filter(Objects::nonNull).count();
        if (given != 1) {
            throw ProblemException.invalidField(
                    "site", "%d of site, hosts and category are given (expected: one)".formatted(given));
        }
        if (site != null) {
            return site(site, bundle.policy());
        }
        return hosts == null ? category(String.valueOf(category), bundle.policy()) : hosts(hosts, bundle);
    }

    private static Grant.What site(String id, Policy policy) {
        NamedSite known = policy.sites().get(id);
        if (known == null || !policy.grantable().sites().contains(id)) {
            throw notGrantable("site", "the site " + id, policy.grantable().sites());
        }
        return new Grant.Site(id, known.all().toList());
    }

    private static Grant.What category(String id, Policy policy) {
        Category known = Categories.read("category", id);
        requireGrantable("category", "the category " + known, known, policy);
        return new Grant.OfCategory(known);
    }

    private static Grant.What hosts(List<String> texts, Bundle bundle) {
        if (texts.isEmpty() || texts.size() > MAX_HOSTS) {
            throw ProblemException.invalidField("hosts", "%d (expected: 1 to %d)".formatted(texts.size(), MAX_HOSTS));
        }
        List<HostPattern> patterns = texts.stream().map(NewGrant::host).toList();
        patterns.forEach(pattern -> requireGrantable(pattern, bundle));
        return new Grant.Site(null, patterns);
    }

    private static HostPattern host(String text) {
        try {
            return HostPattern.parse(text);
        } catch (HostSyntaxException e) {
            throw ProblemException.invalidField("hosts", "%s: %s".formatted(text, e.getMessage()));
        }
    }

    /** All that is known of it has to be grantable, and something has to be known. */
    private static void requireGrantable(HostPattern pattern, Bundle bundle) {
        SortedSet<Category> known =
                bundle.policy().known(bundle.index().find(pattern.host())).categories();
        if (known.isEmpty()) {
            throw ProblemException.invalidField(
                    "hosts",
                    pattern + " is on no list (expected: a host of a grantable category, or a site of the policy)");
        }
        known.forEach(category -> requireGrantable(
                "hosts", pattern + ", which lists have as " + category + ",", category, bundle.policy()));
    }

    private static void requireGrantable(String field, String what, Category category, Policy policy) {
        if (!policy.grantable().categories().contains(category)) {
            throw notGrantable(field, what, policy.grantable().categories());
        }
    }

    private static ProblemException notGrantable(String field, String what, Iterable<?> grantable) {
        List<String> ids = new ArrayList<>();
        grantable.forEach(each -> ids.add(each.toString()));
        String expected = ids.isEmpty()
                ? "none is"
                : String.join(", ", ids.stream().sorted().toList());
        return ProblemException.invalidField(
                field, "%s is not grantable by the policy (expected: %s)".formatted(what, expected));
    }
}
