package org.schoolgate.cli.selftest;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.process.Installation;
import org.schoolgate.cli.process.InstallationOptions;
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

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
        boolean isInOrder = true;
        for (Finding finding : findings(checks())) {
            isInOrder &= finding.level() != Finding.Level.FAILED;
            if (output.isJson()) {
                output.json(finding.asMap());
            } else {
                output.text().println(finding.line());
            }
        }
        return isInOrder ? 0 : 1;
    }

    private List<Check> checks() throws IOException, RefusedException {
        if (isDevice) {
            return bypass();
        }
        Installation installation = options.read();
        List<Check> checks = new ArrayList<>(onThisMachine(installation));
        if (!isLocal) {
            checks.addAll(bypass());
            checks.add(new ClockCheck(clockUrl, installation.gateway().parentProxy(), InstantSource.system()));
        }
        return checks;
    }

    private List<Check> bypass() {
        return Routes.all().stream()
                .<Check>map(route -> new BypassCheck(route, isDevice))
                .toList();
    }

    private static List<Check> onThisMachine(Installation installation) {
        GatewayConfig gateway = installation.gateway();
        InstantSource clock = InstantSource.system();
        return List.of(
                new PortsCheck(ports(installation), new SocketOwners(Installation::isProcess)),
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
        List<PortsCheck.Port> ports = new ArrayList<>();
        ports.add(new PortsCheck.Port("proxy", gateway.proxyAddress(), "proxy_host, proxy_port"));
        gateway.listeners().forEach(port -> ports.add(new PortsCheck.Port(port.kind(), port.address(), "listen")));
        ports.add(new PortsCheck.Port("gateway's health and metrics", gateway.opsAddress(), "gateway_ops_port"));
        ports.add(new PortsCheck.Port("REST API", installation.admin(), "admin_host, admin_port"));
        ports.add(new PortsCheck.Port("admin's health and metrics", installation.adminOps(), "admin_ops_port"));
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
            String name = check.getClass().getSimpleName();
            return List.of(Finding.failed(name, "not looked at: " + e, "a finding", "Report this"));
        }
    }

    /** Of all checks in their order; they look at the same time, since most of it is waiting. */
    private static List<Finding> findings(List<Check> checks) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Finding> findings = new ArrayList<>();
            for (Future<List<Finding>> found : threads.invokeAll(checks.stream()
                    .<Callable<List<Finding>>>map(check -> () -> look(check))
                    .toList())) {
                findings.addAll(found.get());
            }
            return findings;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check failed itself", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
