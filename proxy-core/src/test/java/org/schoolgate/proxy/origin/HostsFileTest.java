package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

final class HostsFileTest {
    @TempDir
    Path folder;

    private static List<String> find(HostsFile file, String name) throws HostSyntaxException {
        return file.find(Host.parse(name)).stream()
                .map(InetAddress::getHostAddress)
                .toList();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("hosts"), text);
    }

    @Test
    void namesHaveTheAddressesOfAllTheirLinesInOrder() throws Exception {
        HostsFile file = new HostsFile(write("""
                # comment
                10.0.0.1\tone.example  alias.example # comment
                  fd00::1 One.Example
                10.0.0.2 one.example

                """));
        assertThat(find(file, "one.example")).containsExactly("10.0.0.1", "fd00:0:0:0:0:0:0:1", "10.0.0.2");
        assertThat(find(file, "alias.example")).containsExactly("10.0.0.1");
        assertThat(find(file, "comment")).isEmpty();
    }

    @Test
    void linesThatMakeNoSenseAreSkipped() throws Exception {
        HostsFile file = new HostsFile(
                write("one.example 10.0.0.1\n10.0.0 a.example\n10.0.0.3 b_%.example c.example\n10.0.0.4\n"));
        assertThat(find(file, "one.example")).isEmpty();
        assertThat(find(file, "a.example")).isEmpty();
        assertThat(find(file, "c.example")).containsExactly("10.0.0.3");
    }

    @Test
    void changedFileIsReadAgainAndAMissingOneIsEmpty() throws Exception {
        HostsFile file = new HostsFile(folder.resolve("hosts"));
        assertThat(find(file, "one.example")).isEmpty();
        Path path = write("10.0.0.1 one.example\n");
        file.refresh();
        assertThat(find(file, "one.example")).containsExactly("10.0.0.1");
        write("10.0.0.22 one.example\n");
        file.refresh();
        assertThat(find(file, "one.example")).containsExactly("10.0.0.22");
        Files.delete(path);
        file.refresh();
        assertThat(find(file, "one.example")).isEmpty();
    }

    @Test
    void fileThatCannotBeReadLeavesWhatWasReadBefore() throws Exception {
        HostsFile file = new HostsFile(write("10.0.0.1 one.example\n"));
        Files.delete(folder.resolve("hosts"));
        Files.createDirectory(folder.resolve("hosts"));
        file.refresh();
        assertThat(find(file, "one.example")).containsExactly("10.0.0.1");
    }
}
