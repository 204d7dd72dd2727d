package org.schoolgate.proxy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.proxy.Gateway;
import org.schoolgate.proxy.GatewayConfig;
import org.schoolgate.proxy.LimitConfig;
import org.schoolgate.proxy.LogConfig;
import org.schoolgate.proxy.conformance.Row.Recorded;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.rules.access.AccessQuery;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessSearch;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.policy.LiveFacts;
import org.schoolgate.rules.policy.Network;

/** Every row of the conformance table, byte by byte, against one gateway; and what it wrote down of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ConformanceTest {
    private static final List<String> REQUESTS = List.of(
            "request-line", "target", "host", "fields", "framing", "chunked", "forwarding", "upgrade", "connect");
    private static final List<String> RESPONSES = List.of("answer-heads", "answer-bodies", "answer-forwarding");

    @TempDir
    static Path folder;

    private static final List<Recorded> expected = new ArrayList<>();
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        Path bundle = folder.resolve("bundle");
        TestBundles.write(folder.resolve("work"), bundle, 1, TestBundles.POLICY, LiveFacts.NONE);
        gateway = Gateway.start(new GatewayConfig(
                folder.resolve("gateway"),
                bundle,
                new InetSocketAddress("127.0.0.1", 0),
                List.of(),
                new InetSocketAddress("127.0.0.1", 0),
                List.of(Network.parse("127.0.0.0/8")),
                Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + String.join(" ", TestProxy.NAMES) + "\n"),
                List.of(),
                null,
                null,
                OriginTimeouts.DEFAULTS.connect(),
                OriginTimeouts.DEFAULTS.answer(),
                OriginTimeouts.DEFAULTS.body(),
                OriginTimeouts.DEFAULTS.idle(),
                LimitConfig.DEFAULTS,
                LogConfig.DEFAULTS,
                "test"));
    }

    @AfterAll
    static void stop() {
        gateway.stop(Duration.ZERO);
    }

    private static Stream<Row> requests() {
        return REQUESTS.stream().flatMap(name -> RowReader.read(name + ".txt").stream());
    }

    private static Stream<Row> responses() {
        return RESPONSES.stream().flatMap(name -> RowReader.read(name + ".txt").stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requests", "responses"})
    @Order(1)
    void isAsTheTableSays(Row row) throws IOException {
        expected.addAll(row.records());
        try (RowPlayer player = new RowPlayer(gateway.boundAddress())) {
            player.play(row);
        }
    }

    @Test
    @Order(2)
    void everyExchangeLeftOneRecord() throws IOException {
        gateway.stop(Duration.ofSeconds(5));
        List<AccessRecord> written = new AccessSearch(Disk.ofSystem(), folder.resolve("gateway/access"))
                .newestFirst(AccessQuery.ALL, expected.size() + 100, null)
                .records();
        assertThat(counted(written.stream().map(ConformanceTest::recorded))).isEqualTo(counted(expected.stream()));
    }

    private static Recorded recorded(AccessRecord record) {
        return new Recorded(record.sent().status(), Objects.requireNonNullElse(record.note(), ""));
    }

    private static Map<String, Long> counted(Stream<Recorded> records) {
        return records.collect(Collectors.groupingBy(Recorded::toString, TreeMap::new, Collectors.counting()));
    }

    @Test
    void tableIsAsLargeAsItIsSaidToBe() {
        assertThat(requests()).hasSizeGreaterThanOrEqualTo(250).doesNotHaveDuplicates();
        assertThat(responses()).hasSizeGreaterThanOrEqualTo(80);
        assertThat(Stream.concat(requests(), responses()).map(Row::name)).doesNotHaveDuplicates();
    }
}
