package org.schoolgate.admin.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which this server may be asked: {@code localhost}, its own, and any address (no name can be
 * re-bound).
 */
public final class OwnNames {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names = new HashSet<>();

    public OwnNames(Set<String> names) {
        this.names.add("localhost");
        names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    }

    boolean include(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        String host = PORT.matcher(authority).replaceFirst("").toLowerCase(Locale.ROOT);
        return names.contains(host) || ADDRESS.matcher(host).matches();
    }
}
