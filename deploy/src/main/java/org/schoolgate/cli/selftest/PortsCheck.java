package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import org.schoolgate.cli.process.Authority;
import org.schoolgate.cli.selftest.SocketOwners.Owner;

/** Whether each port can be had, or is ours already. */
final class PortsCheck implements Check {
    /**
     * One of them.
     *
     * @param what listens there
     * @param setting that says where
     */
    record Port(String what, InetSocketAddress address, String setting) {}

    private static final String CHECK = "ports";
    private static final String IN_USE = "in use";
    private static final String EXPECTED = "free, or this program's";

    private final List<Port> ports;
    private final SocketOwners owners;

    PortsCheck(List<Port> ports, SocketOwners owners) {
        this.ports = List.copyOf(ports);
        this.owners = owners;
    }

    @Override
    public List<Finding> look() {
        return ports.stream().map(this::look).toList();
    }

    private Finding look(Port port) {
        if (port.address().isUnresolved()) {
            return Finding.failed(
                    CHECK,
                    port.address().getHostString() + " (" + port.what() + ") is no address",
                    "one of this machine",
                    "Correct " + port.setting());
        }
        String place = place(port);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(port.address());
            return Finding.ok(CHECK, place + " is free");
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage());
            return reason.contains(IN_USE) ? taken(port, place) : refused(port, place, reason);
        } catch (IOException e) {
            return refused(port, place, String.valueOf(e.getMessage()));
        }
    }

    private static String place(Port port) {
        InetSocketAddress address = port.address();
        String where = address.getAddress().isAnyLocalAddress()
                ? "port " + address.getPort() + " of all addresses"
                : Authority.of(address);
        return where + " (" + port.what() + ")";
    }

    private Finding taken(Port port, String place) {
        Optional<Owner> owner = owners.of(port.address().getPort());
        if (owner.isEmpty()) {
            return Finding.warning(
                    CHECK,
                    place + " is taken by a process of another user",
                    EXPECTED,
                    "Run this as root, which may see whose it is");
        }
        String who = owner.get().program() + ", process " + owner.get().pid();
        return owner.get().isOurs()
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
