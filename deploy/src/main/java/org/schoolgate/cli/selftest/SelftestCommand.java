package org.schoolgate.cli.selftest;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.process.Installation;
import org.schoolgate.cli.process.InstallationOptions;
import org.schoolgate.cli.selftest.BypassCheck.Vantage;
import org.schoolgate.proxy.GatewayConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate selftest}: whether all that an installation needs is there, and what is open past it. */
@Command(
        name = "selftest",
        description = "Looks at an installation and its surroundings, and says what is not in order.",
        footer = {
            "",
            "One line for each thing that was looked at: ok, warning or failed, what was found, what was expected and",
            "what to do. Give it the options that the installation is started with. Exit code 1 when something failed."
        })
public final class SelftestCommand implements Callable<Integer> {
    private static final Path SYSTEM_RESOLVER = Path.of("/etc/resolv.conf");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path KERNEL_NETWORK = Path.of("/proc/sys/net");

    @Mixin
    private Output output;

    @Mixin
    private InstallationOptions options;

    @Option(
            names = "--from-device",
            description = "This is a device that should be filtered: tries the ways past the filter, and nothing else.")
    private boolean isDevice;

    @Option(
            names = "--local",
            description = "Asks nobody on the internet: leaves out the ways past the filter, and the clock.")
    private boolean isLocal;

    @Option(
            names = "--clock-url",
            paramLabel = "URL",
            defaultValue = "http://example.org/",
            description = "A web server to compare the clock with (${DEFAULT-VALUE}).")
    private URI clockUrl;

    @Option(
            names = "--reach-url",
            paramLabel = "URL",
            defaultValue = "http://example.org/",
            description =
                    "With --from-device, what the device must reach for a closed way to count (${DEFAULT-VALUE}).")
    private URI reachUrl;

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
        boolean isInOrder = true;
        for (Finding finding : findings()) {
            isInOrder &= finding.level() != Finding.Level.FAILED;
            if (output.isJson()) {
                output.json(finding.asMap());
            } else {
                output.text().println(finding.line());
            }
        }
        return isInOrder ? 0 : 1;
    }

    private List<Finding> findings() throws IOException, RefusedException, InterruptedException {
        if (isDevice) {
            return onDevice();
        }
        Installation installation = options.read();
        List<Check> checks = new ArrayList<>(onThisMachine(installation));
        if (!isLocal) {
            checks.addAll(bypass(Vantage.GATEWAY));
            checks.add(new ClockCheck(clockUrl, installation.gateway().parentProxy(), InstantSource.system()));
        }
        return findings(checks);
    }

    private List<Finding> onDevice() throws InterruptedException {
        List<Finding> findings = new ArrayList<>(findings(List.of(new NetworkCheck(reachUrl))));
        boolean isReached = findings.stream().allMatch(finding -> finding.level() == Finding.Level.OK);
        findings.addAll(findings(bypass(isReached ? Vantage.DEVICE : Vantage.LONE_DEVICE)));
        return findings;
    }

    private static List<Check> bypass(Vantage vantage) {
        return Routes.all().stream()
                .<Check>map(route -> new BypassCheck(route, vantage))
                .toList();
    }

    private static List<Check> onThisMachine(Installation installation) {
        GatewayConfig gateway = installation.gateway();
        InstantSource clock = InstantSource.system();
        return List.of(
                new PortsCheck(ports(installation)),
                new HealthCheck("gateway", gateway.opsAddress()),
                new HealthCheck("admin process", installation.adminOps()),
                new BundleCheck(gateway.folder(), clock),
                new ResolverCheck(gateway.nameServers(), SYSTEM_RESOLVER),
                new ForwardingCheck(KERNEL_NETWORK, hasDivertedPort(gateway)),
                new PacCheck(addresses(gateway, "pac")),
                new CertificatesCheck(gateway.listeners(), clock),
                new DiskCheck(
                        installation.folder(),
                        gateway.folder().resolve("access"),
                        gateway.log().gibibytes()),
                new DescriptorsCheck(limit(), gateway.limits().descriptors()));
    }

    private static List<PortsCheck.Port> ports(Installation installation) {
        GatewayConfig gateway = installation.gateway();
        Path folder = gateway.folder();
        Path admin = installation.adminFolder();
        List<PortsCheck.Port> ports = new ArrayList<>();
        ports.add(new PortsCheck.Port("proxy", gateway.proxyAddress(), "proxy_host, proxy_port", folder));
        gateway.listeners()
                .forEach(port -> ports.add(new PortsCheck.Port(port.kind(), port.address(), "listen", folder)));
        ports.add(
                new PortsCheck.Port("gateway's health and metrics", gateway.opsAddress(), "gateway_ops_port", folder));
        ports.add(new PortsCheck.Port("REST API", installation.admin(), "admin_host, admin_port", admin));
        ports.add(new PortsCheck.Port("admin's health and metrics", installation.adminOps(), "admin_ops_port", admin));
        return ports;
    }

    private static boolean hasDivertedPort(GatewayConfig gateway) {
        return !addresses(gateway, "redirect").isEmpty()
                || !addresses(gateway, "tproxy").isEmpty();
    }

    private static List<InetSocketAddress> addresses(GatewayConfig gateway, String kind) {
        return gateway.listeners().stream()
                .filter(port -> port.kind().equals(kind))
                .map(GatewayConfig.Port::address)
                .toList();
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** A check that fails itself is a finding too, and loses no other. */
    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (RuntimeException e) {
            return List.of(unfound(check, String.valueOf(e)));
        }
    }

    private static Finding unfound(Check check, String why) {
        return Finding.failed(check.getClass().getSimpleName(), "not looked at: " + why, "a finding", "Report this");
    }

    /** Of all checks in their order; they look at the same time, since most of it is waiting. */
    private static List<Finding> findings(List<Check> checks) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<List<Finding>>> found = threads.invokeAll(
                    checks.stream()
                            .<Callable<List<Finding>>>map(check -> () -> look(check))
                            .toList(),
                    PATIENCE.toSeconds(),
                    TimeUnit.SECONDS);
            List<Finding> findings = new ArrayList<>();
            for (int i = 0; i < checks.size(); i++) {
                findings.addAll(findings(checks.get(i), found.get(i)));
            }
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Finding> findings(Check check, Future<List<Finding>> found) throws InterruptedException {
        try {
            return found.get();
        } catch (CancellationException e) {
            return List.of(unfound(check, "no end within " + PATIENCE.toSeconds() + " s"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check failed itself", e.getCause());
        }
    }
}
