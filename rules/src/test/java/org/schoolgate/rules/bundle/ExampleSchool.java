package org.schoolgate.rules.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.index.HashSeed;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.index.IndexCompiler;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Judge;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;

/** The schools of {@code deploy/examples}. */
enum ExampleSchool {
    DUBAI("dubai-international-school.yaml"),
    MANCHESTER("manchester-preparatory-school.yaml");

    private static final Path STARTER = Path.of("../deploy/starter");
    private static final Path EXAMPLES = Path.of("../deploy/examples");
    private static final Vocabulary VOCABULARY = Vocabulary.standard();

    private final String file;

    ExampleSchool(String file) {
        this.file = file;
    }

    PolicyDocument document() throws IOException, InvalidPolicyException {
        return PolicyReader.read(Files.readString(EXAMPLES.resolve(file)), file, VOCABULARY, sites());
    }

    private static SiteSets sites() throws IOException, InvalidPolicyException {
        return SiteSets.read(Files.readString(STARTER.resolve("sites.yaml")), "sites.yaml", VOCABULARY);
    }

    Policy policy(Index lists) throws IOException, InvalidPolicyException {
        return Policy.compile(document(), sites(), VOCABULARY, lists.categories());
    }

    static Judge judge(Policy policy, Index lists, LiveFacts live) {
        return new Judge(policy, lists::find, live);
    }

    /** The made-up lists of the demonstration, those of {@code schools/lists.tsv}, and a list that schools share. */
    static Index lists(Path folder) throws IOException {
        Path file = folder.resolve("index");
        Path shared = Files.writeString(folder.resolve("group"), "rumours.example\n");
        try (IndexCompiler compiler =
                new IndexCompiler(folder, name -> Optional.empty(), new HashSeed(1, 2), Bundles.AT)) {
            compiler.add(new ListSource("demo", ListFormat.UT1, STARTER.resolve("demo/lists"), Optional.empty()));
            compiler.add(new ListSource("more", ListFormat.UT1, more(folder.resolve("more")), Optional.empty()));
            compiler.add(new ListSource("group", ListFormat.DOMAINS, shared, Optional.of(new Category("press"))));
            compiler.write(file);
        }
        return Index.open(file);
    }

    private static Path more(Path folder) throws IOException {
        for (List<String> line : table("schools/lists.tsv")) {
            Path category = Files.createDirectories(folder.resolve(line.get(0)));
            Files.write(category.resolve("domains"), List.of(line.get(1).split(" ", -1)));
        }
        return folder;
    }

    /** The cells of each line of a resource, but for comments. */
    static List<List<String>> table(String resource) {
        try (InputStream in = Objects.requireNonNull(ExampleSchool.class.getResourceAsStream(resource), resource)) {
            List<List<String>> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(List.of(line.split("\t", -1)));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
