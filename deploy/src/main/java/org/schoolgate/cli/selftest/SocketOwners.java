package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on this machine, as far as {@code /proc} shows it to this user (proc(5)). */
final class SocketOwners {
    /**
     * A process.
     *
     * @param program as the kernel calls it, at most 15 characters
     */
    record Owner(long pid, String program) {
        /** Whether it has the file open; no process has one that is not there. */
        boolean holds(Path file) {
            try {
                return files(pid).contains(file.toRealPath().toString());
            } catch (IOException e) {
                return false;
            }
        }
    }

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEX = 16;
    private static final int WORD_DIGITS = 8;

    private SocketOwners() {}

    /** Whether somebody listens where whoever wants to at this address would be in the way. */
    static boolean isTaken(InetSocketAddress address) {
        return !sockets(address).isEmpty();
    }

    /** Who that is; empty when nobody does, or a process of which this user may not know. */
    static Optional<Owner> of(InetSocketAddress address) {
        Set<String> sockets = sockets(address);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> files(pid).stream().anyMatch(sockets::contains))
                .map(pid -> new Owner(pid, String.join("", lines(process(pid).resolve("comm")))))
                .findFirst();
    }

    /** Whether no two can listen at these addresses at a time; port 0 is whatever is free. */
    static boolean areInEachOthersWay(InetSocketAddress one, InetSocketAddress other) {
        return one.getPort() != 0
                && one.getPort() == other.getPort()
                && (one.getAddress().equals(other.getAddress())
                        || one.getAddress().isAnyLocalAddress()
                        || other.getAddress().isAnyLocalAddress());
    }

    private static Set<String> sockets(InetSocketAddress address) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > INODE && fields[STATE].equals(LISTENING))
                .filter(fields -> areInEachOthersWay(socketAddress(fields[LOCAL_ADDRESS]), address))
                .map(fields -> "socket:[" + fields[INODE] + "]")
                .collect(Collectors.toSet());
    }

    /** {@code 0100007F:0C38}; of the address, each four bytes are a number of this machine. */
    private static InetSocketAddress socketAddress(String text) {
        int colon = text.indexOf(':');
        ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i < colon; i += WORD_DIGITS) {
            bytes.putInt(Integer.parseUnsignedInt(text, i, i + WORD_DIGITS, HEX));
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes.array());
            return new InetSocketAddress(address, Integer.parseInt(text.substring(colon + 1), HEX));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // no such table: no IPv6, or another system
        }
    }

    /** What a process has open, as far as that can be seen. */
    private static Set<String> files(long pid) {
        Set<String> files = new HashSet<>();
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(process(pid).resolve("fd"))) {
            for (Path descriptor : descriptors) {
                target(descriptor).ifPresent(files::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Of another user, or gone.
        }
        return files;
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty(); // closed meanwhile
        }
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }
}
