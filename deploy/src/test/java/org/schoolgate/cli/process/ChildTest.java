package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.cli.console.RefusedException;

final class ChildTest {
    private final List<String> log = new CopyOnWriteArrayList<>();
    private @Nullable Child child;

    @AfterEach
    void endChild() throws InterruptedException {
        if (child != null) {
            child.stop();
            child.awaitEnd(Duration.ZERO);
        }
    }

    @Test
    void killedChildIsStartedAgainWithTheSamePort() throws Exception {
        Child stub = start(true, "ready");
        assertThat(stub.firstReady().get(10, TimeUnit.SECONDS).port("proxy")).isEqualTo(1);

        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).until(() -> log.contains("stub serves again"));
        assertThat(log).contains("stub ended (137), starting again");
        assertThat(arguments)
                .as("the port that it said, not the one that was asked for")
                .containsExactly("1", "101");
    }

    @Test
    void whatTheChildPrintsIsPassedOnUnderItsName() throws Exception {
        start(true, "ready").firstReady().get(10, TimeUnit.SECONDS);
        await().until(() -> log.stream().anyMatch(line -> line.startsWith("stub: pid ")));
    }

    @Test
    void childThatMustStartAndDoesNotIsGivenUp() {
        Child stub = start(true, "fail");
        assertThatThrownBy(() -> stub.firstReady().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("stub did not start (1)");
        assertThat(log).contains("stub: port is taken");
    }

    @Test
    void childThatCannotBeStartedAgainForAWhileIsTriedUntilItCan() throws Exception {
        refusals = List.of(2, 3);
        start(true, "ready").firstReady().get(10, TimeUnit.SECONDS);

        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).until(() -> log.contains("stub serves again"));
        assertThat(log)
                .anyMatch(line -> line.startsWith("stub ended (cannot be started: Cannot run program \"/absent\""))
                .contains("stub ended (cannot be started: no ports), starting again");
        assertThat(arguments).hasSize(4);
    }

    @Test
    void childThatMustStartAndHasNoProgramIsGivenUp() {
        refusals = List.of(1);
        Child stub = start(true, "ready");
        assertThatThrownBy(() -> stub.firstReady().get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("stub did not start (cannot be started: ");
    }

    @Test
    void childThatMayFailAtFirstIsTriedAgain() {
        start(false, "fail");
        await().atMost(Duration.ofSeconds(10)).until(() -> arguments.size() >= 2);
        assertThat(log).contains("stub ended (1), starting again");
    }

    @Test
    void stoppedChildIsNotStartedAgain() throws Exception {
        Child stub = start(true, "ready");
        stub.firstReady().get(10, TimeUnit.SECONDS);
        stub.stop();
        stub.awaitEnd(Duration.ofSeconds(10));
        assertThat(arguments).hasSize(1);
        assertThat(log).noneMatch(line -> line.contains("ended"));
    }

    @Test
    void childThatDoesNotStopInTimeIsEndedByForce() throws Exception {
        Child stub = start(true, "stubborn");
        stub.firstReady().get(10, TimeUnit.SECONDS);
        stub.stop();
        stub.awaitEnd(Duration.ofMillis(200));
        assertThat(log).contains("stub did not stop in time and is ended by force");
        assertThat(ProcessHandle.of(pid())).isEmpty();
    }

    private final List<String> arguments = new CopyOnWriteArrayList<>();
    /** Which starts fail, counted from one. */
    private List<Integer> refusals = List.of();

    private Child start(boolean mustStart, String behaviour) {
        Child started = new Child("stub", last -> command(behaviour, last), mustStart, log::add);
        child = started;
        started.start();
        return started;
    }

    private List<String> command(String behaviour, @Nullable ReadyLine last) {
        String port = last == null ? "1" : String.valueOf(last.port("proxy") + 100);
        arguments.add(port);
        if (refusals.contains(arguments.size())) {
            if (arguments.size() == 3) {
                throw new IllegalStateException("no ports");
            }
            return List.of("/absent");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-Xshare:auto", "-cp", "target/test-classes", StubServer.class.getName(), behaviour, port);
    }

    private long pid() {
        await().until(() -> log.stream().anyMatch(line -> line.startsWith("stub: pid ")));
        String line = log.stream()
                .filter(said -> said.startsWith("stub: pid "))
                .reduce((first, last) -> last)
                .orElseThrow();
        return Long.parseLong(line.substring("stub: pid ".length()));
    }
}
