package org.schoolgate.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.schoolgate.cli.console.RefusedException;
import picocli.CommandLine.Mixin;

/** The options and settings of an installation, for commands that look at it and do not run it. */
public final class InstallationOptions {
    @Mixin
    private DataOptions data;

    @Mixin
    private GatewayOptions gatewayOptions;

    @Mixin
    private AdminOptions adminOptions;

    /** @throws RefusedException when a setting is not what it should be; the message has all mistakes */
    public Installation read() throws IOException, RefusedException {
        DataFolder folder = data.folder();
        Settings settings = data.settings(folder.isDemonstration());
        AdminSettings admin = adminOptions.over(settings.admin());
        return new Installation(
                folder.path(),
                gatewayOptions.over(settings.gateway()).config(folder.gateway(), null),
                folder.admin(),
                new InetSocketAddress(admin.host(), admin.port()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), admin.opsPort()));
    }
}
