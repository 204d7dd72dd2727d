package org.schoolgate.rules.index;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.list.EntrySink;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFile;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.SourceReader;
import org.schoolgate.rules.url.PublicSuffixes;
import org.schoolgate.rules.url.SuffixSection;

/**
 * Makes the names and the questions of the benchmarks: {@code Corpus BLOCKLISTS FOLDER NAMES}. The names are those of all
 * real lists, but for one in sixteen that is held out to be asked for and not found, and recombined labels of them up to
 * the number wanted. Seeded: the same lists give the same files.
 */
final class Corpus {
    private static final int QUESTIONS = 1 << 20;
    /** Of bare top-level domains, which are refused. */
    private static final String SUFFIXES_ONLY = "spam-tlds";

    private static final PublicSuffixes SUFFIXES = PublicSuffixes.builtIn();

    private final Path folder;
    private final Random random = new Random(5);
    private final Map<String, Boolean> names = new LinkedHashMap<>();
    private final Map<String, Boolean> heldOut = new LinkedHashMap<>();
    private final Map<String, BufferedWriter> lists = new HashMap<>();

    private Corpus(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        Corpus corpus = new Corpus(Files.createDirectories(Path.of(args[1])));
        Files.createDirectories(corpus.folder.resolve("lists"));
        for (Path format : files(Path.of(args[0]))) {
            for (Path file : files(format)) {
                if (!file.toString().contains(SUFFIXES_ONLY)) {
                    ListSource source = ListSource.parse("auto:" + file);
                    SourceReader.read(source, name -> Optional.empty(), ListGuards.builtIn(), corpus::open);
                }
            }
        }
        corpus.recombine(Integer.parseInt(args[2]));
        for (BufferedWriter list : corpus.lists.values()) {
            list.close();
        }
        corpus.writeQuestions();
    }

    /** The lists that were made, each a domains list named after its category. */
    static List<Path> lists(Path folder) {
        return files(folder.resolve("lists"));
    }

    static Ratio.Kinds questions(Path folder) throws IOException {
        return new Ratio.Kinds(
                questions(folder, "miss"),
                questions(folder, "hit"),
                questions(folder, "zipf"),
                questions(folder, "hot"));
    }

    private static Questions questions(Path folder, String kind) throws IOException {
        return new Questions(Files.readAllLines(folder.resolve(kind + ".txt")));
    }

    /** The names of the lists that were made, each with the ordinal of the first list that has it. */
    static Map<String, Integer> names(Path folder) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        List<Path> files = lists(folder);
        for (int list = 0; list < files.size(); list++) {
            for (String name : Files.readAllLines(files.get(list))) {
                names.putIfAbsent(name, list);
            }
        }
        return names;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EntrySink open(ListFile file) {
        return (entry, effect, line) -> {
            if (effect != Effect.EXCEPTED && entry instanceof ListEntry.Name name) {
                add(name.host(), file.category());
            }
        };
    }

    private void add(Host host, Category category) throws IOException {
        String name = host.text();
        if ((name.hashCode() * 0x9e3779b9 >>> 28) == 0 && !host.isAddress()) {
            heldOut.put(name, true);
        } else {
            names.put(name, true);
            list(category).write(name + "\n");
        }
    }

    private BufferedWriter list(Category category) throws IOException {
        BufferedWriter known = lists.get(category.id());
        if (known != null) {
            return known;
        }
        BufferedWriter made = Files.newBufferedWriter(folder.resolve("lists/" + category + ".txt"));
        lists.put(category.id(), made);
        return made;
    }

    private void recombine(int wanted) throws IOException {
        String[] real = names.keySet().toArray(String[]::new);
        BufferedWriter out = list(new Category("recombined"));
        while (names.size() < wanted) {
            String one = real[random.nextInt(real.length)];
            String other = real[random.nextInt(real.length)];
            String name = one.substring(0, one.indexOf('.') + 1) + other.substring(other.indexOf('.') + 1);
            if (isName(name) && !heldOut.containsKey(name) && names.putIfAbsent(name, true) == null) {
                out.write(name + "\n");
            }
        }
    }

    /** One that a list may have: recombined labels are a public suffix now and then. */
    private static boolean isName(String text) {
        try {
            Host host = Host.parse(text);
            return text.indexOf('.') > 0 && !host.isAddress() && SUFFIXES.section(host) != SuffixSection.ICANN;
        } catch (HostSyntaxException e) {
            return false;
        }
    }

    private void writeQuestions() throws IOException {
        String[] listed = names.keySet().stream().filter(Corpus::isName).toArray(String[]::new);
        String[] unlisted =
                heldOut.keySet().stream().filter(name -> !isListed(name)).toArray(String[]::new);
        Traffic traffic = new Traffic(listed, unlisted, random);
        write("hit", traffic.hits(QUESTIONS));
        write("miss", traffic.misses(QUESTIONS));
        write("zipf", traffic.zipf(QUESTIONS));
        write("hot", traffic.hot(QUESTIONS));
    }

    private boolean isListed(String host) {
        for (String name = host; ; name = name.substring(name.indexOf('.') + 1)) {
            if (names.containsKey(name)) {
                return true;
            }
            if (name.indexOf('.') < 0) {
                return false;
            }
        }
    }

    private void write(String kind, Questions questions) throws IOException {
        List<String> hosts = new ArrayList<>(QUESTIONS);
        for (int i = 0; i < QUESTIONS; i++) {
            hosts.add(questions.host(i));
        }
        Files.write(folder.resolve(kind + ".txt"), hosts);
    }
}
