package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.identity.Arrival.Way;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestPeople;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.policy.Policy;

final class IdentificationTest {
    private static final Host CLIENT = TestPeople.host("127.0.3.1");

    @TempDir
    Path folder;

    private static Arrival arrival() {
        return new Arrival(CLIENT, Set.of(), new Allowance(RequestRate.UNLIMITED, 0), Way.OPEN, null);
    }

    @Test
    void whereNobodyIsKnownItCostsNoMoreThanToLookTheZoneUp() {
        Policy policy = TestBundles.standard(folder).policy();
        Identification nobody = new Identification(policy, People.NONE, Neighbours.NONE);
        Arrival arrival = arrival();
        long zone = allocatedBy(() -> policy.zoneOf(CLIENT.addressBytes()));
        long identity = allocatedBy(() -> nobody.identify(arrival));
        assertThat(nobody.identify(arrival).principal())
                .isEqualTo(policy.unidentified(policy.zoneOf(CLIENT.addressBytes())));
        assertThat(identity).isLessThanOrEqualTo(zone);
    }

    @Test
    void clientOfWhichNothingIsKnownCostsNoMoreWhereOthersAre() {
        Policy policy = TestBundles.standard(folder).policy();
        People people = new People(
                List.of(),
                List.of(),
                List.of(TestPeople.shared("d1", DeviceKind.TABLET, "ks3", "127.0.3.2", "02:00:00:00:00:01")));
        Identification some = new Identification(policy, people, address -> 7);
        Arrival arrival = arrival();
        long zone = allocatedBy(() -> policy.zoneOf(CLIENT.addressBytes()));
        assertThat(allocatedBy(() -> some.identify(arrival))).isLessThanOrEqualTo(zone);
    }

    /** Bytes each time, once it is compiled. */
    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 20_000;
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                work.run();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / rounds);
        }
        return least;
    }
}
