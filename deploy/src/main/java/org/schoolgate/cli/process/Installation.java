package org.schoolgate.cli.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.schoolgate.proxy.GatewayConfig;

/**
 * What an installation on this box is set up to be; whether it runs is another matter.
 *
 * @param folder that it keeps everything in
 * @param gateway its data plane
 * @param adminFolder that the admin process keeps everything in
 * @param admin where the admin process serves REST
 * @param adminOps where its health and metrics are
 */
public record Installation(
        Path folder, GatewayConfig gateway, Path adminFolder, InetSocketAddress admin, InetSocketAddress adminOps) {}
