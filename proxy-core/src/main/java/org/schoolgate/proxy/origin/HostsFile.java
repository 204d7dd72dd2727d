package org.schoolgate.proxy.origin;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names with fixed addresses, as in {@code /etc/hosts}. Look-ups come from event loops and read one reference;
 * {@link #refresh} reads the file and is called from one thread that may block. A file that is not there is empty; lines
 * that make no sense are skipped, as the system's resolver does.
 */
final class HostsFile {
    private static final Logger LOG = LoggerFactory.getLogger(HostsFile.class);

    /** What tells one state of the file from another without reading it. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private final Path file;
    private @Nullable Stamp stamp;
    private volatile Map<Host, List<InetAddress>> entries = Map.of();

    HostsFile(Path file) {
        this.file = file;
        refresh();
    }

    /** In the order of the file; empty when the file does not have the host. */
    List<InetAddress> find(Host host) {
        return entries.getOrDefault(host, List.of());
    }

    /** Reads the file if it is another than last time. When that fails, the entries stay as they are. */
    synchronized void refresh() {
        try {
            Stamp now = stampOf(file);
            if (now.equals(stamp)) {
                return;
            }
            entries = read(Files.readString(file, StandardCharsets.ISO_8859_1));
            stamp = now;
        } catch (NoSuchFileException e) {
            entries = Map.of();
            stamp = null;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("hosts file not read, the entries read before stay: {}", e.toString());
        }
    }

    private static Stamp stampOf(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private static Map<Host, List<InetAddress>> read(String text) throws IOException {
        Map<Host, List<InetAddress>> found = new HashMap<>();
        for (String line : text.lines().toList()) {
            int comment = line.indexOf('#');
            String[] words =
                    (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
            byte @Nullable [] address = NetUtil.createByteArrayFromIpAddressString(words[0]);
            if (address != null) {
                addNames(found, words, InetAddress.getByAddress(address));
            }
        }
        return found;
    }

    private static void addNames(Map<Host, List<InetAddress>> found, String[] words, InetAddress address) {
        for (int i = 1; i < words.length; i++) {
            try {
                found.computeIfAbsent(Host.parse(words[i]), host -> new ArrayList<>(1))
                        .add(address);
            } catch (HostSyntaxException e) {
                LOG.debug("hosts file: a name that no request can have is skipped");
            }
        }
    }
}
