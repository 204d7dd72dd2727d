package org.schoolgate.rules.index;

import org.schoolgate.rules.index.TextSpill.Texts;
import org.schoolgate.rules.url.MatchKey;

/** The keys of all entries under one hash, and of what a look-up meets on its way to them. */
final class Keys {
    private static final int MAX_HOST = 255;

    private final NameHash names;
    private final PageHash pages;
    private final Texts texts;
    private final KeySet parents = new KeySet();
    private final KeySet topLevel = new KeySet();
    private final KeySet hostsOfPages = new KeySet();
    private final KeySet pagePrefixes = new KeySet();
    private final byte[] host = new byte[MAX_HOST];

    Keys(NameHash names, Texts texts) {
        this.names = names;
        this.pages = new PageHash(names);
        this.texts = texts;
    }

    /** Puts names into the order of their keys. */
    void ofNames(EntryTable entries) {
        long[] keys = new long[entries.size()];
        for (int entry = 0; entry < keys.length; entry++) {
            int text = entries.text(entry);
            texts.copy(text, host);
            keys[entry] = ofHost(texts.length(text));
        }
        entries.sort(keys);
    }

    /** Puts pages into the order of their keys; their hosts are on the way to them. */
    void ofPages(EntryTable entries) {
        long[] keys = new long[entries.size()];
        for (int entry = 0; entry < keys.length; entry++) {
            keys[entry] = ofPage(Page.ofText(texts.get(entries.text(entry))));
        }
        entries.sort(keys);
    }

    /** Of what is above listed names and hosts of pages, but for top-level domains. In ascending order, as all of these. */
    long[] parents() {
        return parents.sorted();
    }

    /** Of listed names and hosts of pages that have but one label. */
    long[] topLevel() {
        return topLevel.sorted();
    }

    long[] hostsOfPages() {
        return hostsOfPages.sorted();
    }

    /** Of the shorter prefixes that lead to listed pages. */
    long[] pagePrefixes() {
        return pagePrefixes.sorted();
    }

    private long ofHost(int length) {
        if (NameHash.isIpv4(host, 0, length)) {
            return names.of(host, 0, length);
        }
        int start = NameHash.startOfLabel(host, 0, length);
        long key = names.below(names.root(), host, start, length);
        if (start == 0) {
            topLevel.add(key);
        }
        while (start > 0) {
            int end = start - 1;
            start = NameHash.startOfLabel(host, 0, end);
            key = names.below(key, host, start, end);
            if (start > 0) {
                parents.add(key);
            }
        }
        return key;
    }

    private long ofPage(Page page) {
        page.copyHost(host, 0);
        long key = ofHost(page.host().length());
        hostsOfPages.add(key);
        MatchKey path = page.key();
        int start = 0;
        int end = path.nextPrefix(0);
        for (int next = path.nextPrefix(end); next >= 0; next = path.nextPrefix(next)) {
            key = pages.next(key, path.steps(), start, end, false);
            pagePrefixes.add(key);
            start = end;
            end = next;
        }
        return pages.next(key, path.steps(), start, end, false);
    }
}
