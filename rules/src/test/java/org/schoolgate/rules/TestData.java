package org.schoolgate.rules;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of real lists and vectors that tests tagged {@code realdata} read: the one named by {@code
 * SCHOOLGATE_TEST_DATA}, else {@code shared/data} beside the repository.
 */
public final class TestData {
    private static final String VARIABLE = "SCHOOLGATE_TEST_DATA";

    private TestData() {}

    /** Skips the calling test when there is no such folder, or fails it where {@code SCHOOLGATE_REQUIRE_DATA=true}. */
    public static Path folder() {
        Path folder = named();
        boolean present = Files.isRegularFile(folder.resolve("MANIFEST.tsv"));
        String message = "no test data in " + folder + "; set " + VARIABLE;
        if (!present && Boolean.parseBoolean(System.getenv("SCHOOLGATE_REQUIRE_DATA"))) {
            throw new AssertionError(message);
        }
        assumeTrue(present, message);
        return folder;
    }

    private static Path named() {
        String named = System.getenv(VARIABLE);
        return named != null
                ? Path.of(named)
                : repository().resolveSibling("shared").resolve("data");
    }

    /** The folder above this one that holds the parent pom. */
    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isRegularFile(folder.resolve("rules/pom.xml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
