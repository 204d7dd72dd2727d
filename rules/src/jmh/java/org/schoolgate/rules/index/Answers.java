package org.schoolgate.rules.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.bench.Row;

/**
 * Every name that is listed, every one with another letter in it, and, wherever a name and one above it are both listed, a
 * name beside the lower one that is not: each asked of the index and of a map, {@code Answers FOLDER}.
 */
final class Answers {
    /** No listed name has such a label. */
    private static final String UNLISTED_LABEL = "not-listed-beside.";

    private final Index index;
    private final Map<String, Integer> map;
    private final Random random = new Random(7);
    private long wrongNames;
    private long wrongPerturbed;
    private long wrongSiblings;
    private long siblings;

    private Answers(Index index, Map<String, Integer> map) {
        this.index = index;
        this.map = map;
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Answers answers = new Answers(Index.open(folder.resolve("lists.index")), Corpus.names(folder));
        answers.map.keySet().forEach(answers::ask);
        Row.print("wrong answers: names asked for", answers.map.size(), "", "");
        Row.print("wrong answers: listed names", answers.wrongNames, "", "<=0");
        Row.print("wrong answers: with another letter", answers.wrongPerturbed, "", "<=0");
        Row.print("wrong answers: parent, child, sibling asked", answers.siblings, "", "");
        Row.print("wrong answers: unlisted siblings", answers.wrongSiblings, "", "<=0");
    }

    private void ask(String name) {
        wrongNames += isRight(name) ? 0 : 1;
        StringBuilder other = new StringBuilder(name);
        other.setCharAt(random.nextInt(name.length()), (char) ('a' + random.nextInt(26)));
        wrongPerturbed += isRight(other.toString()) ? 0 : 1;
        String parent = name.substring(name.indexOf('.') + 1);
        if (!parent.equals(name) && !listed(parent).isEmpty()) {
            siblings++;
            wrongSiblings += isRight(UNLISTED_LABEL + parent) ? 0 : 1;
        }
    }

    private boolean isRight(String name) {
        Host host;
        try {
            host = Host.parse(name);
        } catch (HostSyntaxException e) {
            return true; // nobody can ask for it
        }
        List<String> found = index.find(host).matches().stream()
                .map(match -> match.entry().text())
                .distinct()
                .toList();
        return found.equals(host.isAddress() && !map.containsKey(host.text()) ? List.of() : listed(host.text()));
    }

    /** All that the map has of the name and what is above it, the name first. */
    private List<String> listed(String host) {
        List<String> listed = new ArrayList<>();
        for (String name = host; ; name = name.substring(name.indexOf('.') + 1)) {
            if (map.containsKey(name)) {
                listed.add(name);
            }
            if (name.indexOf('.') < 0) {
                return listed;
            }
        }
    }
}
