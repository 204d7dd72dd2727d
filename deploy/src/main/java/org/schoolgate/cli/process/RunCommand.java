package org.schoolgate.cli.process;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.disk.FolderLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schoolgate run}: a whole installation on one box, in the foreground. */
@Command(
        name = "run",
        description = "Runs an admin process and a gateway, and keeps them running.",
        footer = {
            "",
            "Prints one line on standard output once both serve; what they log goes to standard error.",
            "SIGTERM stops both and exits with 0."
        })
public final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private GatewayOptions gatewayOptions;

    @Mixin
    private AdminOptions adminOptions;

    @Option(
            names = "--demo",
            description = "Demonstration zones and made-up lists, on loopback only; the first start makes them.")
    private boolean demo;

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.folder();
        folder.prepare(demo);
        Settings settings = data.settings(demo);
        AdminSettings adminSettings = adminOptions.over(settings.admin());
        boolean enrolled = folder.isEnrolled(adminSettings.port());
        Child admin = admin(adminSettings, !enrolled);
        Child gateway = gateway(gatewayOptions.over(settings.gateway()));
        FolderLock lock = folder.lock();
        try {
            folder.awaitOrphans();
            serve(folder, new Supervisor(admin, gateway, enrolled));
        } finally {
            lock.close();
        }
        return 0;
    }

    private void serve(DataFolder folder, Supervisor supervisor) throws RefusedException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Foreground foreground = Foreground.of(supervisor::stop);
        log().accept(
                        "closed when dead: not enforced from here; let the firewall allow web traffic from this machine only");
        try {
            out.println(readyLine(folder, supervisor.start()).text());
            out.flush();
        } catch (RefusedException e) {
            foreground.release();
            supervisor.stop();
            throw e;
        }
        foreground.await();
    }

    private Child admin(AdminSettings settings, boolean mustStart) {
        List<String> fixed = demo ? List.of("admin", "--demo") : List.of("admin");
        return new Child(
                "admin",
                last -> command(fixed, AdminOptions.arguments(last == null ? settings : now(settings), last)),
                mustStart,
                log());
    }

    /** What the file says now; while that is of no use, what it said at the start. */
    private AdminSettings now(AdminSettings started) {
        try {
            return adminOptions.over(data.settings(demo).admin());
        } catch (RefusedException | IOException e) {
            log().accept("admin goes on with the settings of its start: " + e.getMessage());
            return started;
        }
    }

    private Child gateway(GatewaySettings settings) {
        return new Child(
                "gateway",
                last -> command(
                        last == null ? List.of("gateway") : List.of("gateway", "--again"),
                        gatewayOptions.arguments(settings, last)),
                true,
                log());
    }

    private List<String> command(List<String> fixed, List<String> settings) {
        List<String> arguments = new ArrayList<>(fixed);
        arguments.add("--supervised");
        arguments.addAll(data.arguments());
        arguments.addAll(settings);
        return OwnJava.command(arguments);
    }

    private ReadyLine readyLine(DataFolder folder, Supervisor.Serving serving) {
        String proxy = serving.gateway().fact("proxy");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("proxy", proxy);
        facts.put("admin", serving.admin().fact("url"));
        facts.put("token", folder.token().toString());
        facts.put("ca", folder.certificateAuthority().toString());
        if (demo) {
            facts.put("try", "curl --interface 127.0.3.1 -x http://" + proxy + " http://gambling.example/");
        }
        return new ReadyLine("schoolgate", facts);
    }

    private Consumer<String> log() {
        return Child.logTo(spec.commandLine().getErr());
    }
}
