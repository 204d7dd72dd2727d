package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.GatewayConfig;

final class FollowedSettingsTest {
    @TempDir
    private Path data;

    private DataFolder folder;
    private Path file;
    private FollowedSettings settings;

    @BeforeEach
    void follow() throws IOException {
        folder = new DataFolder(data);
        file = data.resolve(SettingsFile.NAME);
        Files.createDirectories(folder.gateway());
        settings = follow(null);
    }

    private FollowedSettings follow(@Nullable Path named) {
        return new FollowedSettings(
                named, folder, Settings.defaults(false), all -> all.gateway().config(folder.gateway(), null));
    }

    private static int port(GatewayConfig config) {
        return config.proxyAddress().getPort();
    }

    @Test
    void settingsAreReadAsTheyAreNow() throws IOException {
        assertThat(port(settings.read())).isEqualTo(3128);
        Files.writeString(file, "proxy_port: 3129");
        assertThat(port(settings.read())).isEqualTo(3129);
        assertThat(settings.read()).as("compared with what is in use").isEqualTo(settings.read());
        Files.writeString(file, "proxy_port: 3130");
        assertThat(port(settings.read())).isEqualTo(3130);
    }

    @Test
    void fileThatIsGoneIsNoFileWithoutSettings() throws IOException {
        Files.writeString(file, "proxy_port: 3129");
        settings.read();
        Files.delete(file);
        assertThatThrownBy(settings::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no such file (expected: one, though it hold but a comment)");
    }

    @Test
    void fileThatIsEmptyAndWasNotIsNoFileWithoutSettings() throws IOException {
        Files.writeString(file, "proxy_port: 3129");
        settings.read();
        Files.writeString(file, "");
        assertThatThrownBy(settings::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": empty, and was not before (expected: settings, or a comment for none)");
        Files.writeString(file, "# all as by default");
        assertThat(port(settings.read())).isEqualTo(3128);
    }

    @Test
    void namedFileHasToBeThereAtFirstToo() {
        assertThatThrownBy(follow(file)::read).isInstanceOf(IOException.class).hasMessageContaining("no such file");
    }

    @Test
    void allMistakesAreTold() throws IOException {
        Files.writeString(file, "proxy_prot: 1\nproxy_port: 70000\n");
        assertThatThrownBy(settings::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ":1:1: unknown key")
                .hasMessageContaining(file + ":2:1: proxy_port: 70000");
    }

    @Test
    void gatewayGoesOnByWhatItServedByLast() throws IOException {
        assertThat(settings.last()).isEmpty();
        Files.writeString(file, "proxy_port: 3129");
        settings.read();
        settings.taken();
        Files.writeString(file, "proxy_port: 70000");
        assertThatThrownBy(settings::read).isInstanceOf(IOException.class);
        settings.taken();
        assertThat(follow(null).last())
                .hasValueSatisfying(config -> assertThat(port(config)).isEqualTo(3129));
    }
}
