package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers, the schema and the reference know the same keys. The readers are asked: whatever mapping the schema knows is given
 * a key that nobody knows, and the mistake that they report names all that they do.
 */
final class PolicySchemaTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final String SCHEMA = "deploy/starter/policy.schema.json";
    private static final String REFERENCE = "docs/policy-reference.md";
    private static final String UNKNOWN = "a-key-that-nobody-knows";
    private static final Pattern KNOWN_KEYS =
            Pattern.compile("unknown key of .*: \"" + UNKNOWN + "\" \\(expected: one of ([^)]*)\\)");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode ROOT = read(PolicySchema.text());

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A place in a policy that the schema describes; {@code *} for a name, {@code 0} for an item. */
    private record Place(List<String> path, JsonNode schema) {
        Place below(String key, JsonNode other) {
            List<String> longer = new ArrayList<>(path);
            longer.add(key);
            return new Place(longer, other);
        }

        String text() {
            return path.isEmpty() ? "the policy" : String.join(".", path);
        }

        boolean isMapping() {
            return schema.has("properties");
        }

        /** With this there; what is above it is as short as can be. */
        String document(JsonNode value) {
            ObjectNode document = JSON.createObjectNode();
            document.put("format", 1);
            document.putObject("school").put("name", "A").put("time_zone", "UTC");
            document.putObject("roles").putObject("ks3").put("audience", "ks3");
            JsonNode at = value;
            for (int i = path.size() - 1; i > 0; i--) {
                at = wrapped(path.get(i), at);
            }
            if (path.isEmpty()) {
                document.setAll((ObjectNode) value);
            } else {
                document.set(path.get(0), at);
            }
            return document.toString();
        }

        private static JsonNode wrapped(String key, JsonNode value) {
            if (key.equals("0")) {
                return JSON.createArrayNode().add(value);
            }
            return JSON.createObjectNode().set(key.equals("*") ? "any" : key, value);
        }
    }

    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        walk(new Place(List.of(), ROOT), new HashSet<>(), places::add);
        return places;
    }

    private static void walk(Place place, Set<String> entered, Consumer<Place> to) {
        JsonNode schema = place.schema();
        String reference = schema.path("$ref").asText();
        if (!reference.isEmpty()) {
            if (!entered.contains(reference)) {
                Set<String> deeper = new HashSet<>(entered);
                deeper.add(reference);
                walk(new Place(place.path(), ROOT.at(reference.substring(1))), deeper, to);
            }
            return;
        }
        to.accept(place);
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(choice).forEach(each -> walk(new Place(place.path(), each), entered, to));
        }
        schema.path("properties")
                .properties()
                .forEach(property -> walk(place.below(property.getKey(), property.getValue()), entered, to));
        if (schema.path("additionalProperties").isObject()) {
            walk(place.below("*", schema.path("additionalProperties")), entered, to);
        }
        if (schema.has("items")) {
            walk(place.below("0", schema.path("items")), entered, to);
        }
    }

    private static Stream<Place> mappings() {
        return places().stream().filter(Place::isMapping);
    }

    private static List<String> mistakes(String document) {
        try {
            PolicyReader.read(document, "policy.yaml", Vocabulary.standard());
            return List.of();
        } catch (InvalidPolicyException e) {
            return e.errors().stream().map(PolicyError::message).toList();
        }
    }

    private static Set<String> keysOfReaders(Place place) {
        ObjectNode value = JSON.createObjectNode();
        place.schema().path("required").forEach(key -> value.putNull(key.asText()));
        if (place.path().isEmpty()) {
            value.removeAll();
        }
        value.put(UNKNOWN, 1);
        List<String> found = mistakes(place.document(value)).stream()
                .map(KNOWN_KEYS::matcher)
                .filter(Matcher::lookingAt)
                .map(matcher -> matcher.group(1))
                .toList();
        assertThat(found).as("readers that know the mapping at " + place.text()).hasSize(1);
        return new TreeSet<>(Arrays.asList(found.get(0).split(", ")));
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void schemaAndReadersKnowTheSameKeys(Place place) {
        Set<String> ofSchema = new TreeSet<>();
        place.schema().path("properties").fieldNames().forEachRemaining(ofSchema::add);
        assertThat(ofSchema)
                .as("properties of " + place.text() + " in " + SCHEMA
                        + ", against the keys that its reader takes; a new key"
                        + " goes into the schema where a policy is best read with it, with type and description, and into "
                        + REFERENCE)
                .isEqualTo(keysOfReaders(place));
        assertThat(place.schema().path("additionalProperties").asBoolean(true))
                .as("additionalProperties of " + place.text() + " in " + SCHEMA + " (expected: false)")
                .isFalse();
    }

    @Test
    void readersTakeNoMappingWhereTheSchemaKnowsNone() {
        Set<List<String>> mappings = mappings().map(Place::path).collect(Collectors.toSet());
        for (Place place : places()) {
            boolean isKnown = mappings.contains(place.path())
                    || place.schema().path("additionalProperties").isObject();
            if (!isKnown) {
                ObjectNode unknown = JSON.createObjectNode().put(UNKNOWN, 1);
                assertThat(mistakes(place.document(unknown)))
                        .as("mistakes of a mapping at " + place.text() + ", which " + SCHEMA
                                + " does not describe; if its" + " reader takes one there, give it properties")
                        .noneMatch(mistake -> KNOWN_KEYS.matcher(mistake).lookingAt());
            }
        }
    }

    @Test
    void wordsThatTheSchemaOffersAreTakenByTheReaders() {
        for (Place place : places()) {
            for (JsonNode word : place.schema().path("enum")) {
                assertThat(mistakes(place.document(word)))
                        .as("mistakes of \"" + word.asText() + "\" at " + place.text() + ", which " + SCHEMA
                                + " offers there")
                        .noneMatch(mistake -> mistake.contains("\"" + word.asText() + "\" (expected: one of ")
                                || mistake.contains("\"" + word.asText() + "\" (expected: a category of the"));
            }
        }
    }

    @Test
    void schemaOffersEveryCategory() {
        Set<String> offered = new TreeSet<>();
        ROOT.at("/definitions/category/enum").forEach(category -> offered.add(category.asText()));
        assertThat(offered)
                .as("definitions.category.enum in " + SCHEMA
                        + ", against ids and aliases of categories.yaml; keep them alike")
                .isEqualTo(Vocabulary.standard().names());
    }

    @Test
    void everyKeyIsInTheReference() throws IOException {
        String reference = Files.readString(REPOSITORY.resolve(REFERENCE));
        Map<String, String> missing = new LinkedHashMap<>();
        mappings()
                .forEach(place -> place.schema().path("properties").fieldNames().forEachRemaining(key -> {
                    if (!Pattern.compile("[`.{ ]" + key + "[`:]")
                            .matcher(reference)
                            .find()) {
                        missing.put(key, place.text());
                    }
                }));
        assertThat(missing)
                .as("keys, and where they stand, that " + REFERENCE
                        + " does not have in backticks; write what each does")
                .isEmpty();
    }

    private static Stream<Path> policies() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder :
                List.of("deploy/starter", "deploy/examples", "deploy/bench", "admin-api/src/test/resources")) {
            Path at = REPOSITORY.resolve(folder);
            if (Files.isDirectory(at)) {
                try (Stream<Path> files = Files.walk(at)) {
                    files.filter(file -> file.toString().endsWith(".yaml")).forEach(found::add);
                }
            }
        }
        return found.stream().filter(PolicySchemaTest::isPolicy);
    }

    private static boolean isPolicy(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.readString(file));
            return tree.has("school") && tree.has("roles");
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static Set<ValidationMessage> against(JsonNode document, JsonNode schema) {
        JsonSchema compiled =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        return compiled.validate(document);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyPolicyThatShipsIsAsTheSchemaSays(Path file) throws IOException {
        assertThat(against(YAML.readTree(Files.readString(file)), ROOT)).isEmpty();
    }

    @Test
    void thereArePoliciesThatShip() throws IOException {
        assertThat(policies()).hasSizeGreaterThanOrEqualTo(2);
    }

    /** The examples of the reference are parts of policies. */
    @Test
    void everyExampleOfTheReferenceIsAsTheSchemaSays() throws IOException {
        ObjectNode parts = ROOT.deepCopy();
        parts.remove("required");
        List<String> examples = examples(Files.readString(REPOSITORY.resolve(REFERENCE)));
        assertThat(examples).hasSizeGreaterThan(4);
        for (String example : examples) {
            assertThat(against(YAML.readTree(example), parts)).as(example).isEmpty();
        }
    }

    /** Indented blocks that begin with a key of a policy. */
    private static List<String> examples(String markdown) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        for (String line : (markdown + "\nend\n").split("\n")) {
            if (line.startsWith("    ")) {
                block.append(line.substring(4)).append('\n');
            } else {
                String key = block.toString().split(":")[0];
                if (ROOT.path("properties").has(key)) {
                    blocks.add(block.toString());
                }
                block.setLength(0);
            }
        }
        return blocks;
    }

    @Test
    void mistakesThatAnEditorCanSeeAreAgainstTheSchema() {
        ArrayNode documents = JSON.createArrayNode();
        JsonNode good = read(new Place(List.of("zones"), ROOT).document(JSON.createArrayNode()));
        assertThat(against(good, ROOT)).isEmpty();
        documents.add(((ObjectNode) good.deepCopy()).put("zonse", 1));
        documents.add(((ObjectNode) good.deepCopy()).put("format", 2));
        documents.add(((ObjectNode) good.deepCopy()).without("roles"));
        documents.add(read(new Place(List.of("rules", "0"), ROOT)
                .document(read("{\"id\": \"a\", \"action\": \"block\", \"categories\": [], \"hosts\": []}"))));
        documents.add(read(new Place(List.of("risk_floor"), ROOT).document(read("[\"gamblin\"]"))));
        documents.add(read(new Place(List.of("times", "*"), ROOT).document(read("[{\"from\": \"25:00\"}]"))));
        documents.forEach(document ->
                assertThat(against(document, ROOT)).as(document.toString()).isNotEmpty());
    }
}
