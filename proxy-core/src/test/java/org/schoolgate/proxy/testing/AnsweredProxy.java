package org.schoolgate.proxy.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of what passes through: a proxy, and an origin that gives the same answer to every request. */
public abstract class AnsweredProxy {
    @TempDir
    protected Path folder;

    protected TestProxy proxy;
    protected FakeOrigin origin;

    private final String answer;

    protected AnsweredProxy(String answer) {
        this.answer = answer;
    }

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
        origin = FakeOrigin.answering(answer);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }
}
