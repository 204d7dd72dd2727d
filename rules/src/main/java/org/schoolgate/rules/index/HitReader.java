package org.schoolgate.rules.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.schoolgate.rules.ListedEntry.Kind;
import org.schoolgate.rules.Match;

/** Makes matches of hits: of those whose stored text is what was asked for. */
final class HitReader {
    private static final int[] NO_PAGES = {};
    private static final int ANY_SPELLING = PageHits.AS_WRITTEN | PageHits.LOWER_CASE;

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
            Found found = new Found(Kind.NAME, text, hits.isBelow(hit), ANY_SPELLING);
            addMatches(record, hits.set(hit), found, matches);
        }
    }

    private void readPage(Hits hits, int hit, List<Match> matches) {
        PageHits asked = hits.pages();
        ByteBuffer record = pages.record(asked.slot(hit));
        String text = ColdRecords.text(record);
        if (isPage(text, hits.from(asked.start(hit)), asked, hit)) {
            Found found = new Found(Kind.PAGES, text, asked.start(hit) > hits.from(), asked.spellings(hit));
            addMatches(record, asked.set(hit), found, matches);
        }
    }

    private static boolean isPage(String text, String host, PageHits asked, int hit) {
        boolean ignoreCase = (asked.spellings(hit) & PageHits.AS_WRITTEN) == 0;
        int end = asked.end(hit);
        return text.length() == host.length() + end
                && text.startsWith(host)
                && text.regionMatches(ignoreCase, host.length(), asked.path(hit).text(), 0, end);
    }

    private void addMatches(ByteBuffer record, int set, Found found, List<Match> matches) {
        for (int i = 0; i < sets.size(set); i++) {
            int line = Varint.get(record);
            int origin = sets.origin(set, i);
            ListFacts list = lists.listOf(Origin.file(origin));
            if (Origin.speaksOf(origin, found.below) && found.isSpelledFor(list)) {
                matches.add(lists.match(found.kind, found.text, found.text, origin, line));
            }
        }
    }

    /**
     * A text that was found.
     *
     * @param below whether what was asked for is below its host
     * @param spellings those of {@link PageHits}
     */
    private record Found(Kind kind, String text, boolean below, int spellings) {
        boolean isSpelledFor(ListFacts list) {
            return (spellings & (list.lowerCase() ? PageHits.LOWER_CASE : PageHits.AS_WRITTEN)) != 0;
        }
    }
}
