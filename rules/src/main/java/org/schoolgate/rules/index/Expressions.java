package org.schoolgate.rules.index;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.url.MatchKey;

/**
 * The regular expressions of an index. One pass over a URL finds the literals that they need to match; only those whose literal
 * is there are tried, in time linear in the URL's length (RE2).
 *
 * <p>They are made for {@code http://host/path?query} by some and for {@code host/path?query} by others, so they are tried on
 * both. Whatever the scheme is, it is {@code http} there, and there is no port.
 */
final class Expressions {
    private static final String HTTP = "http://";
    private static final List<MatchKey> ROOT = List.of(MatchKey.ofText("/"));
    private static final int MAX_MATCHED = 200;

    private final ListTable lists;
    private final List<Expression> expressions;
    private final LiteralScan literals;
    private final BitSet withoutLiteral = new BitSet();

    private record Expression(Pattern pattern, int cost, Collection<String> literals, int origin, int line) {}

    private Expressions(ListTable lists, List<Expression> expressions) {
        this.lists = lists;
        this.expressions = expressions;
        this.literals =
                LiteralScan.of(expressions.stream().map(Expression::literals).toList());
        for (int i = 0; i < expressions.size(); i++) {
            withoutLiteral.set(i, expressions.get(i).literals().isEmpty());
        }
    }

    /** None when the file has no such section. */
    static Expressions load(IndexFile file, ListTable lists) throws IOException {
        List<Expression> expressions = new ArrayList<>();
        if (file.has(SectionType.EXPRESSIONS)) {
            ByteBuffer section = file.bytes(SectionType.EXPRESSIONS);
            try {
                for (long left = file.count(SectionType.EXPRESSIONS); left > 0; left--) {
                    expressions.add(expression(section, lists));
                }
            } catch (BufferUnderflowException | NegativeArraySizeException | PatternSyntaxException e) {
                throw new IndexFormatException("damaged: section EXPRESSIONS (" + e + ")");
            }
        }
        return new Expressions(lists, List.copyOf(expressions));
    }

    private static Expression expression(ByteBuffer section, ListTable lists) throws IndexFormatException {
        byte[] bytes = new byte[Varint.get(section)];
        section.get(bytes);
        String pattern = new String(bytes, StandardCharsets.UTF_8);
        Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        return new Expression(
                compiled,
                TryCost.of(compiled),
                RequiredLiterals.of(pattern),
                lists.checked(Varint.get(section), SectionType.EXPRESSIONS),
                Varint.get(section));
    }

    int size() {
        return expressions.size();
    }

    /** How many have to be tried on every URL. */
    int withoutLiteral() {
        return withoutLiteral.cardinality();
    }

    void forEach(EntryVisitor visitor) throws IOException {
        EntryGroups groups = new EntryGroups();
        for (Expression each : expressions) {
            groups.add(lists.entry(Kind.EXPRESSION, each.pattern().pattern(), each.origin(), each.line()));
        }
        groups.forEach(visitor);
    }

    /**
     * Those found in the URL, in the order in which they were compiled; an exception only if it is found by every key. Those
     * that would take more steps than {@link TryCost#MAX_OF_URL} are taken for found, and exceptions for not found.
     *
     * @param path its keys; none where it is not seen: then the URL is that of the root
     */
    List<Match> find(Host host, List<MatchKey> path) {
        if (expressions.isEmpty()) {
            return List.of();
        }
        Trial trial = new Trial(host.uriText());
        for (MatchKey key : path.isEmpty() ? ROOT : path) {
            trial.run(key.text());
        }
        return trial.matches();
    }

    /** One question: what is found by each of its keys, as far as there are steps left for it. */
    private final class Trial {
        private final String host;
        private final SortedMap<Integer, Match> found = new TreeMap<>();
        private final BitSet foundInAll = new BitSet();
        private long steps = TryCost.MAX_OF_URL;

        Trial(String host) {
            this.host = host;
            foundInAll.set(0, expressions.size());
        }

        void run(String path) {
            BitSet candidates = candidates(host, path);
            foundInAll.and(candidates);
            for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
                Match match = matchOf(i, path);
                if (match == null || match.isAssumed()) {
                    foundInAll.clear(i);
                }
                if (match != null) {
                    found.merge(i, match, (before, now) -> before.isAssumed() ? now : before);
                }
            }
        }

        private @Nullable Match matchOf(int number, String path) {
            Expression expression = expressions.get(number);
            // What is tried on every URL was bounded when it was compiled.
            long cost = withoutLiteral.get(number)
                    ? 0
                    : (long) expression.cost() * (HTTP.length() + host.length() + path.length());
            if (cost > steps) {
                return match(expression, Match.NOT_TRIED);
            }
            steps -= cost;
            String matched = matched(expression.pattern(), host, path);
            return matched == null ? null : match(expression, matched);
        }

        List<Match> matches() {
            found.entrySet()
                    .removeIf(each -> each.getValue().effect() == Effect.EXCEPTED && !foundInAll.get(each.getKey()));
            return List.copyOf(found.values());
        }
    }

    private BitSet candidates(String host, String path) {
        BitSet candidates = (BitSet) withoutLiteral.clone();
        int state = literals.scan(HTTP, LiteralScan.START, candidates);
        state = literals.scan(host, state, candidates);
        literals.scan(path, state, candidates);
        return candidates;
    }

    /** What the expression is found in, or null. */
    private static @Nullable String matched(Pattern pattern, String host, String path) {
        String url = HTTP + host + path;
        Matcher whole = pattern.matcher(url);
        if (whole.find()) {
            return shortened(whole.group());
        }
        if (!TryCost.isTriedWithoutScheme(pattern)) {
            return null;
        }
        Matcher withoutScheme = pattern.matcher(url.substring(HTTP.length()));
        return withoutScheme.find() ? shortened(withoutScheme.group()) : null;
    }

    private static String shortened(String found) {
        return found.length() <= MAX_MATCHED ? found : found.substring(0, MAX_MATCHED);
    }

    private Match match(Expression expression, String matched) {
        return lists.match(
                Kind.EXPRESSION, expression.pattern().pattern(), matched, expression.origin(), expression.line());
    }
}
