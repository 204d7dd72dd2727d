package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;

/**
 * Lines of {@code /etc/hosts} that send names into the void. A resolver would take each name alone; in a web filter such
 * lists mean the site, and so everything below as well, unless {@link ReadingOptions#namesAlone}.
 */
final class HostsReader implements ListReader {
    private static final Set<String> LOCAL_NAMES = Set.of(
            "0.0.0.0",
            "broadcasthost",
            "ip6-allhosts",
            "ip6-allnodes",
            "ip6-allrouters",
            "ip6-localhost",
            "ip6-localnet",
            "ip6-loopback",
            "ip6-mcastprefix",
            "local",
            "localhost",
            "localhost.localdomain");

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) == '#') {
            return;
        }
        out.count();
        List<String> words = Text.words(Text.withoutComment(line));
        String problem = problem(words);
        if (problem.isEmpty()) {
            for (String name : words.subList(1, words.size())) {
                readName(name, out);
            }
        } else {
            out.reject(line, problem);
        }
    }

    private static String problem(List<String> words) {
        try {
            Host address = Host.parseLenient(words.get(0));
            if (!address.isAddress()) {
                return "no address in front";
            }
            if (!Sinks.contains(address)) {
                return Sinks.REAL_ADDRESS;
            }
            return words.size() == 1 ? "no name behind the address" : "";
        } catch (HostSyntaxException e) {
            return "no address in front";
        }
    }

    private static void readName(String name, LineOutcome out) throws IOException {
        if (LOCAL_NAMES.contains(name)) {
            out.reject(name, "local name");
        } else {
            out.entry(name, Scope.NAME_AND_BELOW);
        }
    }
}
