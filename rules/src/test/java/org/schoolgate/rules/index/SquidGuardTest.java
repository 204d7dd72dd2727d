package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Host;

/** Side by side with squidGuard, where Debian's package is installed; the bar of the benchmark, twice as easy. */
@Tag("slow")
class SquidGuardTest {
    private static final int SITES = 50_000;
    private static final int RUNS = 5;

    @TempDir
    Path folder;

    @Test
    void listedHostsAreFoundTenTimesAsFastAndNoneIsMissed() throws Exception {
        assumeTrue(SquidGuard.isInstalled(), "squidGuard is not installed");
        List<String> names = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (int site = 0; site < SITES; site++) {
            names.add("site-" + site + ".example");
            hosts.add("www.site-" + site + ".example");
            if (site % 4 == 0) {
                names.add("m.site-" + site + ".example");
            }
        }
        Index index =
                new Compiled(folder).list("games", names.toArray(String[]::new)).index();
        SquidGuard squidGuard = SquidGuard.of(folder.resolve("squidguard"), names);
        double faster = 0;
        for (int run = 0; run < RUNS && faster < 10; run++) {
            long start = System.nanoTime();
            assertThat(found(index, hosts)).isEqualTo(SITES);
            long nanos = System.nanoTime() - start;
            faster = Math.max(faster, squidGuard.ask(hosts).nanos() / (double) nanos);
        }
        assertThat(faster).isGreaterThan(10);
    }

    private static int found(Index index, List<String> hosts) throws Exception {
        Hits hits = new Hits();
        int found = 0;
        for (String host : hosts) {
            found += index.classify(Host.parse(host), hits) ? 1 : 0;
        }
        return found;
    }
}
