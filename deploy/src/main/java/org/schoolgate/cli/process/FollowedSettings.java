package org.schoolgate.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.proxy.GatewayConfig;
import org.schoolgate.rules.disk.Disk;

/**
 * The settings of a gateway as its file has them now, below the options that it was started with. What it serves by is kept in
 * its own folder: started again, it can go on by that. Not thread-safe.
 */
final class FollowedSettings implements GatewayConfig.Source {
    private static final String COPY = "settings.yaml";

    /** Makes a configuration of all settings. */
    interface Reader {
        GatewayConfig config(Settings settings) throws RefusedException;
    }

    private final Path file;
    private final Path copy;
    private final Settings defaults;
    private final Reader reader;
    private boolean isExpected;
    private byte[] content = {};

    /**
     * Reads nothing yet.
     *
     * @param named by whoever started the gateway, and has to be there; null for the one in {@code folder}, if there is one
     */
    FollowedSettings(@Nullable Path named, DataFolder folder, Settings defaults, Reader reader) {
        this.file = named == null ? folder.path().resolve(SettingsFile.NAME) : named;
        this.copy = folder.gateway().resolve(COPY);
        this.defaults = defaults;
        this.reader = reader;
        this.isExpected = named != null;
    }

    /**
     * @throws IOException also when a file that was there before is gone, or is empty now, as after a write to a full disk: that
     *     all should be as by default is not meant
     */
    @Override
    public GatewayConfig read() throws IOException {
        byte[] now = contentNow();
        GatewayConfig config = config(file, now);
        content = now;
        return config;
    }

    private byte[] contentNow() throws IOException {
        try {
            byte[] now = Files.readAllBytes(file);
            isExpected = true;
            if (now.length == 0 && content.length > 0) {
                throw new IOException(file + ": empty, and was not before (expected: settings, or a comment for none)");
            }
            return now;
        } catch (NoSuchFileException e) {
            if (isExpected) {
                throw new IOException(file + ": no such file (expected: one, though it hold but a comment)", e);
            }
            return new byte[0];
        }
    }

    private GatewayConfig config(Path from, byte[] text) throws IOException {
        try {
            return reader.config(SettingsFile.parse(from, text, defaults));
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void taken() throws IOException {
        Disk.ofSystem().replace(copy, content);
    }

    /** What the gateway served by when it ran last; empty when it never did. */
    Optional<GatewayConfig> last() throws IOException {
        try {
            byte[] then = Files.readAllBytes(copy);
            GatewayConfig config = config(copy, then);
            content = then;
            return Optional.of(config);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
