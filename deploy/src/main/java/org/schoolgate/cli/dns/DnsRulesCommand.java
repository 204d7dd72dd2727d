package org.schoolgate.cli.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.dns.ServerCheck.Finding;
import org.schoolgate.cli.policy.SitesOption;
import org.schoolgate.cli.process.NameServer;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.YoutubeLevel;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate dns-rules}: what the school's name servers should answer; or whether one answers so. */
@Command(
        name = "dns-rules",
        description = "Prints rules for the school's name servers, or asks one whether it follows them.",
        footer = {
            "",
            "The rules deny names by which devices resolve names elsewhere or relay past the network, and ask search engines",
            "and YouTube for their safe search. Exit code 1 when a name server that is asked does not follow them."
        })
public final class DnsRulesCommand implements Callable<Integer> {
    /** One of the two. */
    static final class Task {
        @Option(names = "--format", required = true, description = "Prints the rules as ${COMPLETION-CANDIDATES}.")
        private @Nullable DnsFormat format;

        @Option(
                names = "--check",
                required = true,
                paramLabel = "ADDRESS[:PORT]",
                description = "Asks the name server.")
        private @Nullable String server;
    }

    @Mixin
    private Output output;

    @Mixin
    private SitesOption sites;

    @ArgGroup(multiplicity = "1")
    private Task task;

    @Option(
            names = "--youtube",
            description = "How much of YouTube is left: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).",
            defaultValue = "moderate")
    private YoutubeLevel youtube;

    @Override
    public Integer call() throws IOException, RefusedException {
        DnsRules rules = rules();
        if (task.format != null) {
            task.format.print(rules, output.text());
            return 0;
        }
        return check(rules, server(task.server));
    }

    private static InetSocketAddress server(@Nullable String text) throws RefusedException {
        try {
            return NameServer.parse(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private DnsRules rules() throws IOException, RefusedException {
        try {
            return DnsRules.of(sites.read(), youtube);
        } catch (InvalidPolicyException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private int check(DnsRules rules, InetSocketAddress server) throws IOException {
        List<Finding> findings = new ServerCheck(new DnsClient(server)).check(rules);
        for (Finding finding : findings) {
            if (output.isJson()) {
                output.json(finding.asMap());
            } else {
                output.text().println((finding.isOk() ? "ok      " : "FAILED  ") + finding.text());
            }
        }
        return findings.stream().allMatch(Finding::isOk) ? 0 : 1;
    }
}
