package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/**
 * Zones of Unbound that answer nothing. A zone means its name and everything below it, {@code local-data} to a sink the
 * name alone. A {@code redirect} zone is worth what its data says, which stands on the next line; a zone of another type
 * is no block where its data leads somewhere, as to a safe search.
 */
final class UnboundReader implements ListReader {
    private static final Pattern ZONE = Pattern.compile("local-zone:\\s*\"?([^\"\\s]+)\"?\\s+\"?([a-z_]+)\"?");
    private static final Pattern DATA = Pattern.compile("local-data:\\s*[\"'](.*)[\"']");
    private static final String ALWAYS = "always_";
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

    private final NamesWithData answering;
    private String zone = "";
    private boolean redirected;

    /** @param answering the names for which {@link #answering a line} of the file has data */
    UnboundReader(NamesWithData answering) {
        this.answering = answering;
    }

    /** The name for which a line has data that leads somewhere; empty where it has none. */
    static String answering(String line) {
        Matcher data = DATA.matcher(Text.withoutComment(line));
        ZoneRecord found = data.matches() ? ZoneRecord.of(Text.words(data.group(1))) : null;
        return found != null && leadsSomewhere(found) ? canonical(found.owner()) : "";
    }

    private static boolean leadsSomewhere(ZoneRecord data) {
        return switch (data.type()) {
            case "A", "AAAA" -> !Sinks.contains(data.value());
            case "CNAME", "DNAME", "HTTPS" -> true;
            default -> false;
        };
    }

    private static boolean isSink(ZoneRecord data) {
        return (data.type().equals("A") || data.type().equals("AAAA")) && Sinks.contains(data.value());
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

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
            readZone(canonical(matcher.group(1)), matcher.group(2), out);
        } else if (data.matches()) {
            readData(data.group(1), out);
        } else {
            out.reject(line, "no local-zone: and no local-data:");
        }
    }

    private void readZone(String name, String type, LineOutcome out) throws IOException {
        zone = name;
        redirected = type.equals(REDIRECT);
        if (BLOCKING.contains(type) && !type.startsWith(ALWAYS) && answering.isWithin(name)) {
            out.reject(name, "zone that answers with data of its own");
        } else if (BLOCKING.contains(type)) {
            out.entry(name, Scope.NAME_AND_BELOW);
        } else if (PASSING.contains(type)) {
            out.name(name, Scope.NAME_AND_BELOW, Effect.EXCEPTED);
        } else if (redirected) {
            out.seen("redirect zones");
        } else {
            out.reject(name, "type of zone that is not known");
        }
    }

    private void readData(String data, LineOutcome out) throws IOException {
        ZoneRecord found = ZoneRecord.of(Text.words(data));
        if (found == null) {
            out.reject(data, "no record of a zone");
            return;
        }
        boolean inZone = canonical(found.owner()).equals(zone);
        if (inZone && !redirected) {
            out.seen("data of zones");
        } else if (!isSink(found) || inZone && answering.isWithin(zone)) {
            out.reject(data, Sinks.REAL_ADDRESS);
        } else {
            out.entry(found.owner(), inZone ? Scope.NAME_AND_BELOW : Scope.EXACT);
        }
    }
}
