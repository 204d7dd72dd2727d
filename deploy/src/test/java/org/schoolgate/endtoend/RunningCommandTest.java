package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RunningCommandTest {
    @Test
    void processThatLostABufferFailsTheTestThatStartedIt() throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LosesBuffers.class.getName());
        command.environment().put("JDK_JAVA_OPTIONS", Distribution.JVM_FLAGS);
        RunningCommand loser = RunningCommand.startServer(command);
        try (Socket client = new Socket("127.0.0.1", loser.address("proxy").getPort())) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).as("closed once read").isEqualTo(-1);
        }
        assertThatThrownBy(loser::close).isInstanceOf(AssertionError.class).hasMessageContaining("LEAK: ByteBuf");
    }
}
