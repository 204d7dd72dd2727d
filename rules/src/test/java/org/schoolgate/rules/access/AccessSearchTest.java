package org.schoolgate.rules.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.disk.Disk;

final class AccessSearchTest {
    private final Disk disk = Disk.ofSystem();

    @TempDir
    private Path folder;

    private AccessSearch search;

    @BeforeEach
    void openSearch() {
        search = new AccessSearch(disk, folder);
    }

    @Test
    void emptyFolderHasNoRecords() throws IOException {
        assertThat(search.newestFirst(AccessQuery.ALL, 10, null)).isEqualTo(new AccessPage(List.of(), null, 0));
    }

    @Test
    void pagesGoBackThroughAllSegmentsWhateverTheirFrames() throws IOException {
        writeSomewhere(500, new SplittableRandom(7));
        for (int limit : new int[] {1, 7, 499, 500, 501}) {
            assertThat(allPages(AccessQuery.ALL, limit))
                    .isEqualTo(IntStream.iterate(500, i -> i - 1)
                            .limit(500)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void cursorStaysRightWhileRecordsAreAddedAndSegmentsClosedAndDeleted() throws IOException {
        SegmentWriter first = write(segment(1), 1, 2, 3, 4);
        first.close();
        SegmentWriter second = write(segment(2), 5, 6);
        AccessPage page = search.newestFirst(AccessQuery.ALL, 1, null);
        second.append(AccessRecords.numbered(7));
        second.close();
        write(segment(3), 8);
        AccessPage older = search.newestFirst(AccessQuery.ALL, 3, page.next());
        assertThat(numbers(older)).containsExactly(5, 4, 3);
        Files.delete(segment(1).closedFile(folder));
        assertThat(numbers(search.newestFirst(AccessQuery.ALL, 3, older.next())))
                .isEmpty();
    }

    @Test
    void hostIsItselfAndTheNamesBelow() throws IOException {
        SegmentWriter writer = write(segment(1));
        for (String host : List.of("example.org", "www.example.org", "myexample.org", "org", "10.1.2.3")) {
            writer.append(AccessRecords.record(AccessRecords.START, host, null, Outcome.ALLOW));
        }
        writer.flush();
        assertThat(hosts(new AccessQuery("example.org", null, null, null, null)))
                .containsExactly("www.example.org", "example.org");
        assertThat(hosts(new AccessQuery("10.1.2.3", null, null, null, null))).containsExactly("10.1.2.3");
    }

    @Test
    void roleAndDecisionMustBeTheSame() throws IOException {
        SegmentWriter writer = write(segment(1));
        writer.append(AccessRecords.record(AccessRecords.START, "a.example", null, Outcome.BLOCK));
        writer.append(AccessRecords.record(AccessRecords.START, "b.example", null, Outcome.ALLOW));
        writer.flush();
        assertThat(hosts(new AccessQuery(null, null, null, null, Outcome.BLOCK)))
                .containsExactly("a.example");
        assertThat(hosts(new AccessQuery(null, null, null, "ks3", Outcome.ALLOW)))
                .containsExactly("b.example");
        assertThat(hosts(new AccessQuery(null, null, null, "staff", null))).isEmpty();
    }

    @Test
    void timesAreFromInclusiveToExclusive() throws IOException {
        write(segment(1), 1, 2, 3, 4);
        AccessQuery query = new AccessQuery(
                null, AccessRecords.START.plusSeconds(2), AccessRecords.START.plusSeconds(4), null, null);
        assertThat(allPages(query, 10)).containsExactly(3, 2);
    }

    @Test
    void recordsWrittenWhileTheClockWasBehindAreFound() throws IOException {
        write(segment(1), 100).close();
        write(segment(2), 3600, 30, 3700).close();
        AccessQuery query = new AccessQuery(null, AccessRecords.START.plusSeconds(60), null, null, null);
        assertThat(allPages(query, 10)).containsExactly(3700, 3600, 100);
    }

    @Test
    void segmentsOfOtherDaysAreNotSearched() throws IOException {
        int day = (int) Duration.ofDays(1).toSeconds();
        Files.write(segment(1).closedFile(folder), new byte[] {1, 2, 3});
        write(segment(2), 1).close();
        write(segment(3), day, day + 1).close();
        write(segment(4), 3 * day).close();
        AccessQuery query = new AccessQuery(
                null, AccessRecords.START.plusSeconds(day), AccessRecords.START.plusSeconds(2L * day), null, null);
        assertThat(allPages(query, 10)).containsExactly(day + 1, day);
    }

    @Test
    void damageIsCountedAndTheRestIsRead() throws IOException {
        SegmentWriter writer = write(segment(1), 1);
        int firstFrame = (int) writer.bytes();
        writer.append(AccessRecords.numbered(2));
        writer.flush();
        writer.append(AccessRecords.numbered(3));
        writer.close();
        Path file = segment(1).closedFile(folder);
        byte[] bytes = Files.readAllBytes(file);
        bytes[firstFrame + 100] ^= 1;
        Files.write(file, bytes);
        AccessPage page = search.newestFirst(AccessQuery.ALL, 10, null);
        assertThat(numbers(page)).containsExactly(3, 1);
        assertThat(page.damaged()).isEqualTo(1);
    }

    @Test
    void tornTailIsDamageOnlyInAClosedSegment() throws IOException {
        SegmentWriter writer = write(segment(1), 1);
        Files.write(segment(1).openFile(folder), new byte[] {40, -75, 47}, StandardOpenOption.APPEND);
        assertThat(search.newestFirst(AccessQuery.ALL, 10, null).damaged()).isZero();
        writer.close();
        AccessPage page = search.newestFirst(AccessQuery.ALL, 10, null);
        assertThat(numbers(page)).containsExactly(1);
        assertThat(page.damaged()).isEqualTo(1);
    }

    @Test
    void lineThatIsNoRecordIsCountedAndTheOthersAreRead() throws IOException {
        byte[] lines = "{\"v\":9}\nnonsense\n".getBytes(UTF_8);
        write(segment(1), 1).close();
        Files.write(segment(1).closedFile(folder), Zstd.compress(lines), StandardOpenOption.APPEND);
        AccessPage page = search.newestFirst(AccessQuery.ALL, 10, null);
        assertThat(numbers(page)).containsExactly(1);
        assertThat(page.damaged()).isEqualTo(2);
    }

    @Test
    void frameThatWouldExpandTooFarIsNotExpanded() throws IOException {
        Files.write(segment(1).closedFile(folder), Zstd.compress(new byte[64 * 1024 * 1024]));
        assertThat(search.newestFirst(AccessQuery.ALL, 10, null).damaged()).isEqualTo(1);
    }

    @Test
    void frameThatDoesNotSayHowFarItExpandsIsNotExpanded() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(bomb)) {
            zstd.write(new byte[64 * 1024 * 1024]);
        }
        Files.write(segment(1).closedFile(folder), bomb.toByteArray());
        assertThat(search.newestFirst(AccessQuery.ALL, 10, null).damaged()).isEqualTo(1);
    }

    @Test
    void whateverTheBytesNothingButDamageComesOfThem() throws IOException {
        SegmentWriter writer = write(segment(1), 1, 2);
        writer.append(AccessRecords.numbered(3));
        writer.close();
        Path file = segment(1).closedFile(folder);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 600; i++) {
            byte[] bytes = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            assertThat(search.newestFirst(AccessQuery.ALL, 10, null).records()).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void whatIsNoCursorIsRefused() {
        for (String cursor : List.of("", "x", "1.3.1.0", "1.3.1.0.x", "1.3.1.0.0.0", "1.3.1.0.99999999999")) {
            assertThatThrownBy(() -> search.newestFirst(AccessQuery.ALL, 1, cursor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cursor: " + cursor + " (expected: one that came with a page)");
        }
    }

    private static SegmentName segment(int number) {
        return new SegmentName(1, 3, number);
    }

    private SegmentWriter write(SegmentName name, int... numbers) throws IOException {
        SegmentWriter writer = SegmentWriter.create(disk, folder, name);
        IntStream.of(numbers).mapToObj(AccessRecords::numbered).forEach(writer::append);
        writer.flush();
        return writer;
    }

    /** Records 1 to {@code count} in segments and frames of random length; the last segment stays open. */
    private void writeSomewhere(int count, SplittableRandom random) throws IOException {
        int segment = 1;
        SegmentWriter writer = write(segment(segment));
        for (int i = 1; i <= count; i++) {
            writer.append(AccessRecords.numbered(i));
            if (random.nextInt(10) == 0) {
                writer.flush();
            }
            if (random.nextInt(60) == 0) {
                writer.close();
                writer = write(segment(++segment));
            }
        }
        writer.flush();
    }

    private List<Integer> allPages(AccessQuery query, int limit) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            AccessPage page = search.newestFirst(query, limit, cursor);
            assertThat(page.records()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.damaged()).isZero();
            numbers.addAll(numbers(page));
            cursor = page.next();
        } while (cursor != null);
        return numbers;
    }

    private List<String> hosts(AccessQuery query) throws IOException {
        return search.newestFirst(query, 10, null).records().stream()
                .map(record -> record.asked().host())
                .toList();
    }

    private static List<Integer> numbers(AccessPage page) {
        return page.records().stream().map(AccessRecords::numberOf).toList();
    }
}
