package org.schoolgate.rules.index;

import java.util.List;

/** Looks for every entry of an index as if it were asked for, before the index is used. */
final class SelfCheck {
    /** Makes of a name one below it. */
    private static final byte[] CHILD = {'-', '.'};

    private final LineTable table;
    private final ColdRecords names;
    private final PageTable pages;
    private final ColdRecords pageTexts;
    private final Hits hits = new Hits();
    private final byte[] name = new byte[CHILD.length + 255];

    SelfCheck(LineTable table, ColdRecords names, PageTable pages, ColdRecords pageTexts) {
        this.table = table;
        this.names = names;
        this.pages = pages;
        this.pageTexts = pageTexts;
        System.arraycopy(CHILD, 0, name, 0, CHILD.length);
    }

    void run() throws IndexFormatException {
        for (int slot = 0; slot < table.slots(); slot++) {
            if (Slot.isListed(table.slot(slot))) {
                checkName(slot);
            }
        }
        for (int slot = 0; slot < pages.table().slots(); slot++) {
            if (Slot.isListed(pages.table().slot(slot))) {
                checkPage(slot);
            }
        }
    }

    private void checkName(int slot) throws IndexFormatException {
        ask(ColdRecords.copyText(names.record(slot), name, CHILD.length), table.slot(slot));
        for (int hit = 0; hit < hits.size(); hit++) {
            if (hits.slot(hit) == slot) {
                return;
            }
        }
        throw notFound(hits.toString());
    }

    private void checkPage(int slot) throws IndexFormatException {
        String text = ColdRecords.text(pageTexts.record(slot));
        Page page = Page.ofText(text);
        page.copyHost(name, CHILD.length);
        ask(page.host().length(), pages.table().slot(slot));
        pages.classify(List.of(page.key()), hits);
        for (int hit = 0; hit < hits.pages().size(); hit++) {
            if (hits.pages().slot(hit) == slot) {
                return;
            }
        }
        throw notFound(text);
    }

    /** The name of that length that was put behind the child's label. */
    private void ask(int length, long slot) {
        hits.ask(name, (slot & Slot.SELF) != 0 ? CHILD.length : 0, CHILD.length + length);
        table.classify(hits);
    }

    private static IndexFormatException notFound(String text) {
        return new IndexFormatException("self-check: \"" + text + "\" is not found");
    }
}
