package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/**
 * Zones of Unbound that answer nothing. A zone means its name and everything below it, {@code local-data} to a sink the
 * name alone. A {@code redirect} zone is worth what its data says, which stands on the next line.
 */
final class UnboundReader implements ListReader {
    private static final Pattern ZONE = Pattern.compile("local-zone:\\s*\"?([^\"\\s]+)\"?\\s+\"?([a-z_]+)\"?");
    private static final Pattern DATA = Pattern.compile("local-data:\\s*[\"'](\\S+)\\s+(.*)[\"']");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\d+\\s+)?(?:IN\\s+)?A(?:AAA)?\\s+(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> BLOCKING = Set.of(
            "always_deny",
            "always_nodata",
            "always_null",
            "always_nxdomain",
            "always_refuse",
            "deny",
            "inform_deny",
            "refuse",
            "static");
    private static final Set<String> PASSING =
            Set.of("always_transparent", "inform", "nodefault", "transparent", "typetransparent");
    private static final String REDIRECT = "redirect";

    private String zone = "";
    private boolean redirected;

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) == '#' || line.equals("server:")) {
            return;
        }
        out.count();
        String entry = Text.withoutComment(line);
        Matcher matcher = ZONE.matcher(entry);
        Matcher data = DATA.matcher(entry);
        if (matcher.matches()) {
            readZone(matcher.group(1), matcher.group(2), out);
        } else if (data.matches()) {
            readData(data.group(1), data.group(2), out);
        } else {
            out.reject(line, "no local-zone: and no local-data:");
        }
    }

    private void readZone(String name, String type, LineOutcome out) throws IOException {
        zone = name;
        redirected = type.equals(REDIRECT);
        if (BLOCKING.contains(type)) {
            out.entry(name, Scope.NAME_AND_BELOW);
        } else if (PASSING.contains(type)) {
            out.name(name, Scope.NAME_AND_BELOW, Effect.EXCEPTED);
        } else if (redirected) {
            out.seen("redirect zones");
        } else {
            out.reject(name, "type of zone that is not known");
        }
    }

    private void readData(String name, String data, LineOutcome out) throws IOException {
        Matcher address = ADDRESS.matcher(data);
        boolean inZone = name.equals(zone);
        if (inZone && !redirected) {
            out.seen("data of zones");
        } else if (!address.matches() || !Sinks.contains(address.group(1))) {
            out.reject(name, Sinks.REAL_ADDRESS);
        } else {
            out.entry(name, inZone ? Scope.NAME_AND_BELOW : Scope.EXACT);
        }
    }
}
