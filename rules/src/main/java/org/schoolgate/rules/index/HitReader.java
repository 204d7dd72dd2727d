package org.schoolgate.rules.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.url.MatchKey;

/** Makes matches of hits: of those whose stored text is what was asked for. */
final class HitReader {
    private static final int[] NO_PAGES = {};

    private final ListTable lists;
    private final OriginTable sets;
    private final ColdRecords names;
    private final ColdRecords pages;

    HitReader(ListTable lists, OriginTable sets, ColdRecords names, ColdRecords pages) {
        this.lists = lists;
        this.sets = sets;
        this.names = names;
        this.pages = pages;
    }

    /** Nearest host first, and for one host its pages before its name, the longest path first. */
    List<Match> read(Hits hits) {
        if (hits.size() == 0 && hits.pages().size() == 0) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>();
        int[] pageOrder = pageOrder(hits.pages());
        int page = 0;
        for (int hit = hits.size() - 1; hit >= 0; hit--) {
            for (; page < pageOrder.length && hits.pages().start(pageOrder[page]) <= hits.start(hit); page++) {
                readPage(hits, pageOrder[page], matches);
            }
            readName(hits, hit, matches);
        }
        for (; page < pageOrder.length; page++) {
            readPage(hits, pageOrder[page], matches);
        }
        return matches;
    }

    private static int[] pageOrder(PageHits hits) {
        if (hits.size() == 0) {
            return NO_PAGES;
        }
        return IntStream.range(0, hits.size())
                .boxed()
                .sorted((a, b) ->
                        hits.start(a) != hits.start(b) ? hits.start(a) - hits.start(b) : hits.end(b) - hits.end(a))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void readName(Hits hits, int hit, List<Match> matches) {
        ByteBuffer record = names.record(hits.slot(hit));
        String text = ColdRecords.text(record);
        if (text.equals(hits.from(hits.start(hit)))) {
            Found found = new Found(Kind.NAME, text, hits.isBelow(hit), "", List.of());
            addMatches(record, hits.set(hit), found, matches);
        }
    }

    private void readPage(Hits hits, int hit, List<Match> matches) {
        PageHits asked = hits.pages();
        ByteBuffer record = pages.record(asked.slot(hit));
        String text = ColdRecords.text(record);
        String host = hits.from(asked.start(hit));
        if (text.startsWith(host)) {
            String path = text.substring(host.length());
            Found found = new Found(Kind.PAGES, text, asked.start(hit) > hits.from(), path, asked.paths());
            addMatches(record, asked.set(hit), found, matches);
        }
    }

    private void addMatches(ByteBuffer record, int set, Found found, List<Match> matches) {
        for (int i = 0; i < sets.size(set); i++) {
            int line = Varint.get(record);
            int origin = sets.origin(set, i);
            if (Origin.speaksOf(origin, found.below)
                    && found.covers(Origin.effect(origin), lists.listOf(Origin.file(origin)))) {
                matches.add(lists.match(found.kind, found.text, found.text, origin, line));
            }
        }
    }

    /**
     * A text that was found.
     *
     * @param below whether what was asked for is below its host
     * @param path its path; empty for a name
     * @param asked the keys asked for
     */
    private record Found(Kind kind, String text, boolean below, String path, List<MatchKey> asked) {
        /** One key is enough to list a page; to except it takes all, for who knows by which the server will go. */
        boolean covers(Effect effect, ListFacts list) {
            if (kind == Kind.NAME) {
                return true;
            }
            Predicate<MatchKey> isCovered = key -> key.hasPrefix(path, list.lowerCase());
            return effect == Effect.EXCEPTED
                    ? asked.stream().allMatch(isCovered)
                    : asked.stream().anyMatch(isCovered);
        }
    }
}
