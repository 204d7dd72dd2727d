package org.schoolgate.cli.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.schoolgate.proxy.GatewayConfig;

/**
 * What an installation on this box is set up to be; whether it runs is another matter.
 *
 * @param folder that it keeps everything in
 * @param gateway its data plane
 * @param admin where the admin process serves REST
 * @param adminOps where its health and metrics are
 */
public record Installation(Path folder, GatewayConfig gateway, InetSocketAddress admin, InetSocketAddress adminOps) {
    /** Whether a process with this command line is one of this program, of whatever installation. */
    public static boolean isProcess(List<String> commandLine) {
        return commandLine.contains(OwnJava.MAIN);
    }
}
