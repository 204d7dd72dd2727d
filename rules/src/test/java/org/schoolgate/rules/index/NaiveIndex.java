package org.schoolgate.rules.index;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.url.MatchKey;
import org.schoolgate.rules.url.WebUrl;

/** Asks every entry, one after the other, whether it applies. */
final class NaiveIndex {
    /** Pages before the name of their host, the longest host and the longest path first. */
    private static final Comparator<Match> ORDER = Comparator.comparing(
                    (Match match) -> -match.entry().host().length())
            .thenComparing(match -> -match.entry().text().length());

    private final Map<String, Line> lines = new LinkedHashMap<>();

    private record Line(ListEntry entry, boolean lowerCase, Match match) {}

    void add(String list, ListFormat format, ListEntry entry, Effect effect, int line) {
        NamedList named = new NamedList(list, new Category(list), format.exceptions(), Entries.PROVENANCE);
        ListedEntry listed = listed(entry, format.isLowerCase(), effect);
        Match match = new Match(named, listed, listed.text(), list + ".txt", line);
        lines.putIfAbsent(list + " " + listed, new Line(entry, format.isLowerCase(), match));
    }

    private static ListedEntry listed(ListEntry entry, boolean lowerCase, Effect effect) {
        if (entry instanceof ListEntry.Name name) {
            return new ListedEntry(Kind.NAME, name.host().text(), name.scope(), effect);
        }
        if (entry instanceof ListEntry.Pages pages) {
            return new ListedEntry(Kind.PAGES, pages.host().text() + path(pages, lowerCase), pages.scope(), effect);
        }
        if (entry instanceof ListEntry.Range range) {
            return new ListedEntry(Kind.RANGE, text(range), Scope.EXACT, effect);
        }
        return new ListedEntry(Kind.EXPRESSION, ((ListEntry.Expression) entry).pattern(), Scope.EXACT, effect);
    }

    List<Match> find(Host host) {
        return find(host, List.of(MatchKey.ofText("/")), false);
    }

    List<Match> find(WebUrl url) {
        return find(url.host(), url.keys(), true);
    }

    private List<Match> find(Host host, List<MatchKey> keys, boolean hasPath) {
        List<Match> matches = entries(host, keys, hasPath);
        matches(line -> line.entry() instanceof ListEntry.Expression)
                .flatMap(line -> found(line, host, keys).stream())
                .forEach(matches::add);
        if (host.isAddress() && host.text().startsWith("2002:c000:")) {
            byte[] address = Arrays.copyOfRange(host.addressBytes(), 2, 6);
            matches.addAll(entries(Host.ofAddress(address), keys, hasPath));
        }
        return matches;
    }

    private List<Match> entries(Host host, List<MatchKey> keys, boolean hasPath) {
        List<Match> matches = new ArrayList<>();
        matches(line -> line.entry() instanceof ListEntry.Name name
                                && name.scope().covers(name.host(), host)
                        || hasPath && line.entry() instanceof ListEntry.Pages pages && isPage(line, pages, host, keys))
                .map(Line::match)
                .sorted(ORDER)
                .forEach(matches::add);
        if (host.isAddress()) {
            addRanges(host, matches);
        }
        return matches;
    }

    private Stream<Line> matches(Predicate<Line> covers) {
        return lines.values().stream().filter(covers);
    }

    private void addRanges(Host host, List<Match> matches) {
        BigInteger asked = number(host.addressBytes());
        matches(line -> line.entry() instanceof ListEntry.Range range
                        && range.first().length == host.addressBytes().length
                        && number(range.first()).compareTo(asked) <= 0
                        && number(range.last()).compareTo(asked) >= 0)
                .sorted(Comparator.comparing(NaiveIndex::width).thenComparing(NaiveIndex::first))
                .map(line -> matched(line, host.text()))
                .forEach(matches::add);
    }

    private static Optional<Match> found(Line line, Host host, List<MatchKey> keys) {
        Pattern pattern = Pattern.compile(((ListEntry.Expression) line.entry()).pattern(), Pattern.CASE_INSENSITIVE);
        return keys.stream()
                .flatMap(key -> Stream.of("http://", "").map(scheme -> pattern.matcher(scheme + host.uriText() + key)))
                .filter(Matcher::find)
                .map(matcher -> matched(line, matcher.group()))
                .findFirst();
    }

    private static Match matched(Line line, String part) {
        Match match = line.match();
        return new Match(match.list(), match.entry(), part, match.file(), match.line());
    }

    private static BigInteger width(Line line) {
        return number(((ListEntry.Range) line.entry()).last()).subtract(first(line));
    }

    private static BigInteger first(Line line) {
        return number(((ListEntry.Range) line.entry()).first());
    }

    private static BigInteger number(byte[] address) {
        return new BigInteger(1, address);
    }

    private static String text(ListEntry.Range range) {
        String first = Host.ofAddress(range.first()).text();
        if (Arrays.equals(range.first(), range.last())) {
            return first;
        }
        int bits = Byte.SIZE * range.first().length;
        for (int length = bits - 1; length >= 0; length--) {
            BigInteger hosts = BigInteger.ONE.shiftLeft(bits - length).subtract(BigInteger.ONE);
            boolean isFirst = number(range.first()).and(hosts).signum() == 0;
            if (isFirst && number(range.first()).or(hosts).equals(number(range.last()))) {
                return first + "/" + length;
            }
        }
        return first + "-" + Host.ofAddress(range.last()).text();
    }

    private static boolean isPage(Line line, ListEntry.Pages pages, Host host, List<MatchKey> keys) {
        String path = path(pages, line.lowerCase());
        return pages.scope().covers(pages.host(), host)
                && keys.stream()
                        .map(key -> text(key, line.lowerCase()))
                        .anyMatch(asked -> asked.equals(path)
                                || path.indexOf('?') >= 0 && asked.startsWith(path + "&")
                                || path.indexOf('?') < 0
                                        && (asked.startsWith(path + "/") || asked.startsWith(path + "?")));
    }

    private static String path(ListEntry.Pages pages, boolean lowerCase) {
        return text(pages.key(), lowerCase);
    }

    private static String text(MatchKey key, boolean lowerCase) {
        String[] parts = (lowerCase ? key.text().toLowerCase(Locale.ROOT) : key.text()).split("(?=[?])", 2);
        String path = parts[0].length() > 1 && parts[0].endsWith("/")
                ? parts[0].substring(0, parts[0].length() - 1)
                : parts[0];
        return parts.length == 1 ? path : path + parts[1];
    }
}
