package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that leads through a school day, typed as it stands into a shell beside a demonstration. */
@Tag("slow")
final class SchoolDayIT {
    private static final Path PAGE = Path.of("../docs/school-day.md");
    private static final String CODE = "    ";
    private static final Pattern WITH_ANSWER = Pattern.compile("(\\S.*?)\\s+# (\\S+)");
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    /** The last minute of an hour is a break; before it there has to be time for the page. */
    private static final int LAST_MINUTE_TO_BEGIN = 57;

    @TempDir
    private static Path folder;

    private static World world;
    private static Installation installation;

    private final List<String> script = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        world = World.start();
        installation = world.install(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        installation.close();
        world.close();
    }

    @Test
    void eachCommandOfThePageAnswersWhatStandsBesideIt() throws Exception {
        // A busy machine may take longer than a person waits.
        script.add("sleep() { command sleep $(($1 + 2)); }");
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith(CODE)) {
                add(line.substring(CODE.length()));
            }
        }
        assertThat(answers).hasSizeGreaterThan(20);
        await().atMost(Duration.ofMinutes(3)).until(() -> LocalTime.now().getMinute() < LAST_MINUTE_TO_BEGIN);

        ProcessBuilder shell = new ProcessBuilder("bash", "-c", String.join("\n", script));
        try (RunningCommand page = RunningCommand.start(shell)) {
            assertThat(page.awaitExit(TWO_MINUTES)).as(page.logged().toString()).isZero();
            assertThat(page.awaitSaid(TWO_MINUTES).stream().filter(line -> line.startsWith(">")))
                    .containsExactlyElementsOf(answers);
        }
    }

    private void add(String line) {
        Matcher answered = WITH_ANSWER.matcher(line);
        if (answered.matches()) {
            script.add("echo \"> " + answers.size() + " $(" + answered.group(1) + ")\"");
            answers.add("> " + answers.size() + " " + answered.group(2));
        } else {
            script.add(line.replaceFirst(
                            "^proxy=.*", "proxy=http://" + installation.run().fact("proxy"))
                    .replaceFirst("^admin=.*", "admin=" + installation.run().fact("admin"))
                    .replaceFirst("^data=.*", "data=" + folder.resolve("data")));
        }
    }
}
