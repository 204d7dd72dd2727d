package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.regex.Pattern;
import org.schoolgate.rules.Effect;

/** Addresses, prefixes such as {@code 192.0.2.0/24} and ranges such as {@code 192.0.2.1-192.0.2.9}, one a line. */
final class CidrReader implements ListReader {
    private static final Pattern COMMENT = Pattern.compile("\\s*[#;].*");

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        String entry = COMMENT.matcher(line).replaceFirst("");
        if (entry.isEmpty()) {
            return;
        }
        out.count();
        AddressRange range = AddressRange.of(entry);
        if (range == null) {
            out.reject(line, "no address, prefix or range");
        } else {
            out.entry(entry, range.entry(), Effect.LISTED);
        }
    }
}
