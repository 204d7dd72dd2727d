package org.schoolgate.cli.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.proxy.Gateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schoolgate gateway}: the data plane, in the foreground. */
@Command(
        name = "gateway",
        description = "Runs a gateway: the proxy that browsers use.",
        footer = {
            "",
            "Without --bundle it must be enrolled (DIR/gateway/enrolment.json), and serves what the admin process",
            "publishes; while that is away, the last good bundle on its own disk."
        })
public final class GatewayCommand implements Callable<Integer> {
    /** With the supervisor's ten seconds in mind, of which the rest is for writing everything down. */
    private static final Duration DRAIN = Duration.ofSeconds(8);

    /** A new gateway is closed until its first bundle came; ready means that it filters. */
    private static final Duration FIRST_BUNDLE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private GatewayOptions options;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "Serves from this folder, which bundle build made, and needs no admin process.")
    private @Nullable Path bundle;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Gateway gateway = Gateway.start(options.over(data.settings(false).gateway())
                .config(data.folder().gateway(), bundle));
        awaitBundle(gateway);
        data.hold(
                () -> gateway.stop(DRAIN),
                readyLine(gateway),
                spec.commandLine().getOut());
        return 0;
    }

    private static void awaitBundle(Gateway gateway) throws InterruptedException {
        long until = System.nanoTime() + FIRST_BUNDLE.toNanos();
        while (!gateway.isReady() && System.nanoTime() < until) {
            Thread.sleep(10);
        }
    }

    private static ReadyLine readyLine(Gateway gateway) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("proxy", Authority.of(gateway.boundAddress()));
        facts.put("ops", Authority.of(gateway.opsAddress()));
        if (!gateway.isReady()) {
            facts.put("closed", "no-bundle");
        }
        return new ReadyLine("gateway", facts);
    }
}
