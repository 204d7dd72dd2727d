package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schoolgate.cli.process.Authority;
import org.schoolgate.cli.selftest.SocketOwners.Owner;
import org.schoolgate.rules.disk.FolderLock;

/** Whether each port can be had, or is ours already: that of the process that holds the folder which the port belongs to. */
final class PortsCheck implements Check {
    /**
     * One of them.
     *
     * @param what listens there
     * @param setting that says where
     * @param folder of the process that listens
     */
    record Port(String what, InetSocketAddress address, String setting, Path folder) {}

    private static final String CHECK = "ports";
    private static final String EXPECTED = "free, or this installation's";

    private final List<Port> ports;

    PortsCheck(List<Port> ports) {
        this.ports = List.copyOf(ports);
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            findings.add(look(ports.get(i), ports.subList(0, i)));
        }
        return findings;
    }

    private static Finding look(Port port, List<Port> before) {
        if (port.address().isUnresolved()) {
            return Finding.failed(
                    CHECK,
                    port.address().getHostString() + " (" + port.what() + ") is no address",
                    "one of this machine",
                    "Correct " + port.setting());
        }
        return before.stream()
                .filter(other -> !other.address().isUnresolved())
                .filter(other -> SocketOwners.areInEachOthersWay(other.address(), port.address()))
                .findFirst()
                .map(other -> meantTwice(port, other))
                .orElseGet(() -> look(port));
    }

    private static Finding meantTwice(Port port, Port other) {
        return Finding.failed(
                CHECK,
                place(port) + " is that of another setting, too: " + other.setting() + " (" + other.what() + ")",
                "a port of its own",
                "Set another port in " + port.setting());
    }

    private static Finding look(Port port) {
        String place = place(port);
        try (Socket socket = new Socket()) { // which only binds: one that listens would be in the way of a start
            socket.setReuseAddress(true);
            socket.bind(port.address());
            return Finding.ok(CHECK, place + " is free");
        } catch (IOException e) {
            return SocketOwners.isTaken(port.address())
                    ? taken(port, place)
                    : refused(port, place, String.valueOf(e.getMessage()));
        }
    }

    private static String place(Port port) {
        InetSocketAddress address = port.address();
        String where = address.getAddress().isAnyLocalAddress()
                ? "port " + address.getPort() + " of all addresses"
                : Authority.of(address);
        return where + " (" + port.what() + ")";
    }

    private static Finding taken(Port port, String place) {
        Optional<Owner> owner = SocketOwners.of(port.address());
        if (owner.isEmpty()) {
            return Finding.warning(
                    CHECK,
                    place + " is taken by a process of another user",
                    EXPECTED,
                    "Run this as root, which may see whose it is");
        }
        String who = owner.get().program() + ", process " + owner.get().pid();
        return owner.get().holds(FolderLock.file(port.folder()))
                ? Finding.ok(CHECK, place + " is ours: " + who)
                : Finding.failed(
                        CHECK,
                        place + " is taken by " + who,
                        EXPECTED,
                        "Stop that program, or set another port in " + port.setting());
    }

    private static Finding refused(Port port, String place, String reason) {
        return Finding.failed(
                CHECK,
                place + " cannot be had: " + reason,
                "an address of this machine, and a port that this user may open",
                "Correct " + port.setting() + ", or run as a user who may");
    }
}
