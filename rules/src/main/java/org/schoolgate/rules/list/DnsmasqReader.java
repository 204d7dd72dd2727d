package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/**
 * Options of dnsmasq that leave names without an answer: {@code address=/NAME/SINK}, {@code local=/NAME/} and {@code
 * server=/NAME/}, each also with several names. They mean the names and everything below them. {@code server=/NAME/#}
 * excepts a name from such an option for a parent of it.
 */
final class DnsmasqReader implements ListReader {
    private static final Pattern OPTION = Pattern.compile("(?:--)?(address|local|server)=/(.*)/([^/]*)");

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) == '#') {
            return;
        }
        out.count();
        Matcher option = OPTION.matcher(Text.withoutComment(line));
        if (!option.matches()) {
            out.reject(line, "no address=, local= or server= with a name");
            return;
        }
        boolean isAddress = option.group(1).equals("address");
        String target = option.group(3);
        if (!isAddress && target.equals("#")) {
            readNames(option.group(2), Effect.EXCEPTED, out);
        } else if (isNothing(isAddress, target)) {
            readNames(option.group(2), Effect.LISTED, out);
        } else {
            out.reject(line, isAddress ? Sinks.REAL_ADDRESS : "goes to another name server");
        }
    }

    private static boolean isNothing(boolean isAddress, String target) {
        return target.isEmpty() || (isAddress && (target.equals("#") || Sinks.contains(target)));
    }

    private static void readNames(String names, Effect effect, LineOutcome out) throws IOException {
        for (String name : names.split("/", -1)) {
            if (name.equals("#") || name.equals("*")) {
                out.reject(name, "means every name there is");
            } else {
                out.name(DomainsReader.unmarked(name), Scope.NAME_AND_BELOW, effect);
            }
        }
    }
}
