package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.List;
import org.schoolgate.rules.url.UrlSyntaxException;

/**
 * URLhaus in its own format: {@code id,dateadded,url,url_status,…}, quoted. Only URLs that are online are entries. A URL
 * means itself: on servers that many share, neither its host nor, where it is the first page, all of it is listed.
 */
final class UrlhausReader implements ListReader {
    private static final int URL = 2;
    private static final int STATUS = 3;

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) == '#') {
            return;
        }
        out.count();
        List<String> fields = CsvFields.of(line);
        if (fields == null || fields.size() <= STATUS) {
            out.reject(line, "no line of URLhaus (id, date, URL, status)");
        } else if (fields.get(STATUS).equals("offline")) {
            out.seen("offline");
        } else if (isHostAlone(fields.get(URL))) {
            out.reject(fields.get(URL), "the first page of a host");
        } else {
            UrlsReader.readUrl(fields.get(URL), out);
        }
    }

    private static boolean isHostAlone(String url) {
        try {
            return !PageAddress.parse(url).hasPath();
        } catch (UrlSyntaxException e) {
            return false;
        }
    }
}
