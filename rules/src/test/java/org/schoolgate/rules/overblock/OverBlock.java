package org.schoolgate.rules.overblock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bench.Row;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.url.PublicSuffixes;

/**
 * What the starter policy blocks of names that are good, with all real lists loaded: {@code OverBlock DATA STARTER WORK
 * REPORT}. Names of schools and universities, names that the maker of a filter calls good, and the support set.
 *
 * @param education schools and universities
 * @param knownGood names that are called good, of every kind
 * @param support the starter's support set
 * @param supportByListsAlone the same, were there no support set
 * @param leftOut lists that the starter's feeds say not to load
 */
record OverBlock(
        Survey education,
        Survey knownGood,
        Survey support,
        Survey supportByListsAlone,
        List<String> leftOut,
        PublicSuffixes suffixes) {
    /** Of schools and universities, in percent. */
    static final double MOST_OF_EDUCATION = 0.1;

    private static final Vocabulary VOCABULARY = Vocabulary.standard();
    private static final Category SUPPORT = new Category("support");

    public static void main(String[] args) throws IOException, InvalidPolicyException {
        OverBlock measured = measure(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        Path report = Path.of(args[3]);
        new Report(measured).write(report);
        measured.print();
        System.err.println("each block is explained in " + report);
    }

    /** @param work an empty folder */
    static OverBlock measure(Path data, Path starter, Path work) throws IOException, InvalidPolicyException {
        SiteSets sites = SiteSets.read(Files.readString(starter.resolve("sites.yaml")), "sites.yaml", VOCABULARY);
        StarterLists.Loaded loaded = StarterLists.compile(data, starter, sites, work);
        Index index = loaded.index();
        Policy policy = policy(starter, sites, index);
        List<Host> support = sites.facts(SUPPORT);
        Path allow = data.resolve("blocklists/allow");
        return new OverBlock(
                Survey.of(names(allow.resolve("swot-education-domains-2026.txt.gz")), policy, index),
                Survey.of(names(allow.resolve("shadowwhisperer-filter-2026.txt.gz")), policy, index),
                Survey.of(support, policy, index),
                Survey.of(support, policy(starter, SiteSets.NONE, index), index),
                loaded.leftOut(),
                PublicSuffixes.read(data.resolve("psl/public_suffix_list.dat")));
    }

    private static Policy policy(Path starter, SiteSets sites, Index index) throws IOException, InvalidPolicyException {
        String text = Files.readString(starter.resolve("policy.yaml"));
        return Policy.compile(
                PolicyReader.read(text, "policy.yaml", VOCABULARY), sites, VOCABULARY, index.categories());
    }

    /** A name a line; what stands behind a {@code #} is a comment. */
    private static Set<Host> names(Path packed) throws IOException {
        Set<Host> names = new TreeSet<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String name = line.replaceFirst("#.*", "").strip();
                if (!name.isEmpty()) {
                    names.add(Host.parse(name));
                }
            }
        } catch (HostSyntaxException e) {
            throw new IOException(packed + ": " + e.getMessage(), e);
        }
        return names;
    }

    /** Blocks of known-good names that no cause explains. */
    List<Refusal> unexplained() {
        List<Refusal> unexplained = new ArrayList<>();
        for (Refusal refusal : knownGood.refusals()) {
            if (Cause.of(refusal, suffixes).isEmpty()) {
                unexplained.add(refusal);
            }
        }
        return unexplained;
    }

    /** How many known-good names are blocked for the role for that cause. */
    long knownGood(String role, Cause cause) {
        return knownGood.refusals().stream()
                .filter(refusal -> refusal.isFor(role))
                .filter(refusal ->
                        Cause.of(refusal, suffixes).filter(cause::equals).isPresent())
                .map(Refusal::host)
                .distinct()
                .count();
    }

    private void print() {
        for (String role : Survey.ROLES) {
            Row.print("over-block: education, " + role, education.blocked(role), "", "");
            Row.print(
                    "over-block: education, " + role + ", share", education.share(role), "%", "<=" + MOST_OF_EDUCATION);
            Row.print("over-block: known good, " + role, knownGood.blocked(role), "", "");
            for (Cause cause : Cause.values()) {
                Row.print("over-block: known good, " + role + ", " + cause.id(), knownGood(role, cause), "", "");
            }
            Row.print("over-block: support, " + role + ", by lists alone", supportByListsAlone.blocked(role), "", "");
            Row.print("over-block: support, " + role, support.blocked(role), "", "<=0");
        }
        Row.print("over-block: known good, not explained", unexplained().size(), "", "<=0");
    }
}
