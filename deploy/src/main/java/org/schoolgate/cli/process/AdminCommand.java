package org.schoolgate.cli.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.schoolgate.admin.AdminConfig;
import org.schoolgate.admin.AdminServer;
import org.schoolgate.cli.console.Distribution;
import org.schoolgate.cli.console.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schoolgate admin}: the control plane, in the foreground. */
@Command(name = "admin", description = "Runs an admin process: REST, lists, policy, publishing.")
public final class AdminCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private AdminOptions options;

    @Option(names = "--demo", description = "On loopback only; the first start makes demonstration zones and lists.")
    private boolean demo;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        DataFolder folder = data.folder();
        folder.prepare(demo);
        AdminServer server = start(folder, options.over(data.settings(demo).admin()));
        data.hold(server::close, readyLine(server), spec.commandLine().getOut());
        return 0;
    }

    private AdminServer start(DataFolder folder, AdminSettings settings) throws IOException {
        try (FirstStart first = FirstStart.read(demo)) {
            return AdminServer.start(new AdminConfig(
                    folder.path(),
                    new InetSocketAddress(settings.host(), settings.port()),
                    settings.opsPort(),
                    Set.copyOf(settings.names()),
                    Files.readString(Distribution.starter().resolve("sites.yaml")),
                    settings.suffixList(),
                    first.policy(),
                    first.lists(),
                    folder.accessLog(),
                    settings.database(),
                    settings.databaseCredentials(),
                    Optional.of(folder.enrolment()),
                    settings.peopleImport(),
                    InstantSource.system()));
        }
    }

    private static ReadyLine readyLine(AdminServer server) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("url", "https://" + Authority.of(server.address()));
        facts.put("ops", Authority.of(server.opsAddress()));
        return new ReadyLine("admin", facts);
    }
}
