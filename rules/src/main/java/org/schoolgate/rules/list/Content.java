package org.schoolgate.rules.list;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** The content of a file that is to be a list. */
final class Content {
    private static final int START_BYTES = 1024;
    private static final Pattern HTML =
            Pattern.compile("\\s*<(?:!doctype|html|head|body|\\?xml)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Content() {}

    /**
     * The same content.
     *
     * @throws ListSourceException when its start shows that it is no list: a page in its place is what broken downloads
     *     leave, and what is packed once more within an archive was not made for us
     */
    static InputStream ofList(InputStream content) throws IOException {
        BufferedInputStream in = new BufferedInputStream(content, START_BYTES);
        in.mark(START_BYTES);
        byte[] start = in.readNBytes(START_BYTES);
        in.reset();
        if (Unpacking.isPacked(start)) {
            throw new ListSourceException("packed twice (expected: a list, packed once or not at all)");
        }
        if (HTML.matcher(Text.decode(start, start.length)).matches()) {
            throw new ListSourceException("a web page (expected: a list)");
        }
        return in;
    }
}
