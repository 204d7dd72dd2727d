package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which process listens on a port of this machine, as far as {@code /proc} shows it to this user (proc(5)). */
final class SocketOwners {
    /**
     * Who it is.
     *
     * @param program as the kernel calls it, at most 15 characters
     * @param isOurs whether it is a process of this program
     */
    record Owner(long pid, String program, boolean isOurs) {}

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEX = 16;

    private final Predicate<List<String>> isOurs;

    /** @param isOurs tells by the command line */
    SocketOwners(Predicate<List<String>> isOurs) {
        this.isOurs = isOurs;
    }

    /** Empty when nobody listens, or it is a process of which this user may not know. */
    Optional<Owner> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listening(PROC.resolve(table), port));
        }
        return sockets.isEmpty() ? Optional.empty() : owner(sockets);
    }

    private static List<String> listening(Path table, int port) {
        List<String> sockets = new ArrayList<>();
        for (String line : lines(table)) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > INODE && fields[STATE].equals(LISTENING) && port(fields[LOCAL_ADDRESS]) == port) {
                sockets.add("socket:[" + fields[INODE] + "]");
            }
        }
        return sockets;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // no such table: no IPv6, or another system
        }
    }

    private Optional<Owner> owner(Set<String> sockets) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(pid, sockets))
                .map(this::owner)
                .findFirst();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process(pid).resolve("fd"))) {
            for (Path file : files) {
                if (isOneOf(file, sockets)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Of another user, or gone.
        }
        return false;
    }

    private static boolean isOneOf(Path file, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    private Owner owner(long pid) {
        String name = String.join("", lines(process(pid).resolve("comm")));
        List<String> commandLine =
                List.of(String.join("", lines(process(pid).resolve("cmdline"))).split("\0"));
        return new Owner(pid, name, isOurs.test(commandLine));
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }
}
