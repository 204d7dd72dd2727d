package org.schoolgate.cli.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.proxy.Gateway;
import org.schoolgate.proxy.GatewayConfig;
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

    /** By a supervisor, when it had ended by itself. */
    @Option(names = "--again", hidden = true)
    private boolean isStartedAgain;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FollowedSettings settings = data.followed(this::config);
        Gateway gateway = start(settings);
        awaitBundle(gateway);
        Closeable following = gateway.follow(settings);
        Foreground.Stop stop = () -> {
            following.close();
            gateway.stop(DRAIN);
        };
        data.hold(stop, readyLine(gateway), spec.commandLine().getOut());
        return 0;
    }

    private GatewayConfig config(Settings settings) throws RefusedException {
        return options.over(settings.gateway()).config(data.folder().gateway(), bundle);
    }

    /** One that is started again serves as it did before, if it cannot by what has become of its settings meanwhile. */
    private Gateway start(FollowedSettings settings) throws IOException {
        try {
            return Gateway.start(settings.read());
        } catch (IOException e) {
            Optional<GatewayConfig> last = isStartedAgain ? settings.last() : Optional.empty();
            if (last.isEmpty()) {
                throw e;
            }
            return Gateway.start(last.get());
        }
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
