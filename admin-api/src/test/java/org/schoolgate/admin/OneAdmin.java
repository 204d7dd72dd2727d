package org.schoolgate.admin;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** For tests that have an admin process in common, one for each class of them; such classes run one after the other. */
abstract class OneAdmin {
    @TempDir
    static Path folder;

    static RunningAdmin admin;

    @BeforeAll
    static void start() throws Exception {
        admin = RunningAdmin.start(folder);
    }

    @AfterAll
    static void stop() {
        admin.close();
    }
}
