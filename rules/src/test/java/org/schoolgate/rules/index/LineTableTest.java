package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;

/** A quarter of a million names: what holds of them exactly, on any machine. */
class LineTableTest {
    private static final int NAMES = 250_000;
    private static final ManyNames MODEL = new ManyNames(1, NAMES);
    private static final double HOT_BYTES_A_NAME = 12.5;
    private static final double FILE_BYTES_A_NAME = 40;

    @TempDir
    static Path folder;

    private static Path file = Path.of("");

    @BeforeAll
    static void compile() throws Exception {
        file = folder.resolve("many.index");
        MODEL.write(folder, file);
    }

    @Test
    void everyNameAndWhatIsNearItIsAnsweredAsTheModelDoes() throws Exception {
        Index index = Index.open(file);
        Random random = new Random(2);
        for (String name : MODEL.names) {
            assertAnswer(index, name);
            assertAnswer(index, "www." + name);
            assertAnswer(index, "x" + name);
            assertAnswer(index, perturbed(name, random));
            assertAnswer(index, "unlisted-sibling" + name.substring(Math.max(0, name.indexOf('.'))));
        }
    }

    @Test
    void classifyingNamesTheSetsThatExplainNamesTheListsOf() throws Exception {
        Index index = Index.open(file);
        Hits hits = new Hits();
        for (String name : MODEL.names.subList(0, 20_000)) {
            byte[] text = ("//www." + name + ":443").getBytes(US_ASCII);
            boolean hit = index.classify(text, 2, text.length - 4, hits);
            TreeSet<Category> categories = new TreeSet<>();
            for (int i = 0; i < hits.size(); i++) {
                categories.addAll(index.categories(hits.set(i), hits.isBelow(i)));
            }
            assertThat(hit).isEqualTo(!categories.isEmpty());
            assertThat(index.find(Host.parse("www." + name)).categories()).isEqualTo(categories);
        }
    }

    @Test
    void classifyingAllocatesNothing() throws Exception {
        List<Host> hosts = new ArrayList<>();
        for (String name : MODEL.names.subList(0, 1000)) {
            hosts.add(Host.parse("www." + name));
            hosts.add(Host.parse("not-" + name));
        }
        hosts.add(Host.parse("192.0.2.7"));
        Host[] questions = hosts.toArray(Host[]::new);
        Index index = Index.open(file);
        Hits hits = new Hits();
        classifyAll(index, questions, hits); // loads classes
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        classifyAll(index, questions, hits);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isZero();
    }

    @Test
    void aNameTakesFewBytes() throws Exception {
        Index index = Index.open(file);
        assertThat(index.size()).isEqualTo(NAMES);
        assertThat((double) index.hotBytes() / NAMES).isLessThanOrEqualTo(HOT_BYTES_A_NAME);
        assertThat((double) Files.size(file) / NAMES).isLessThanOrEqualTo(FILE_BYTES_A_NAME);
    }

    @Test
    void theSameNamesGiveTheSameBytes() throws Exception {
        Path again = folder.resolve("again.index");
        new ManyNames(1, NAMES).write(folder, again);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    private static void classifyAll(Index index, Host[] hosts, Hits hits) {
        for (Host host : hosts) {
            index.classify(host, hits);
        }
    }

    private static void assertAnswer(Index index, String host) throws Exception {
        List<Match> matches = index.find(Host.parse(host)).matches();
        List<String> expected = MODEL.answer(host);
        boolean same = matches.size() == expected.size();
        for (int i = 0; same && i < matches.size(); i++) {
            same = expected.get(i)
                    .equals(matches.get(i).entry().text() + " "
                            + matches.get(i).list().name());
        }
        if (!same) { // AssertJ a million times would take longer than all the rest
            assertThat(matches)
                    .as(host)
                    .extracting(
                            match -> match.entry().text() + " " + match.list().name())
                    .isEqualTo(expected);
        }
    }

    /** With another letter somewhere. */
    private static String perturbed(String name, Random random) {
        StringBuilder other = new StringBuilder(name);
        int place = random.nextInt(name.length());
        if (name.charAt(place) != '.') {
            other.setCharAt(place, (char) ('a' + random.nextInt(26)));
        }
        return other.toString();
    }
}
