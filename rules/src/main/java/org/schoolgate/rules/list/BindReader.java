package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Scope;

/** {@code zone} statements of BIND's configuration for zones that it serves itself, with nothing in them. */
final class BindReader implements ListReader {
    private static final int MAX_STATEMENT = 4096;
    private static final String NO_ZONE = "no zone statement";
    private static final Pattern ZONE =
            Pattern.compile("zone\\s+\"?([^\"\\s{]+)\"?\\s*(?:[Ii][Nn]\\s*)?\\{(.*)}\\s*;?");
    private static final Pattern TYPE = Pattern.compile("\\btype\\s+(\\w+)");
    private static final Set<String> OWN = Set.of("master", "primary");

    private final StringBuilder statement = new StringBuilder();

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.startsWith("#") || line.startsWith("//") || line.startsWith("/*")) {
            return;
        }
        out.count();
        statement.append(line).append(' ');
        if (line.endsWith("};") || line.equals("}")) {
            readStatement(statement.toString().trim(), out);
            statement.setLength(0);
        } else if (!statement.toString().startsWith("zone") || statement.length() > MAX_STATEMENT) {
            out.reject(line, NO_ZONE);
            statement.setLength(0);
        }
    }

    private static void readStatement(String statement, LineOutcome out) throws IOException {
        Matcher zone = ZONE.matcher(statement);
        if (!zone.matches()) {
            out.reject(statement, NO_ZONE);
            return;
        }
        Matcher type = TYPE.matcher(zone.group(2));
        if (type.find() && OWN.contains(type.group(1))) {
            out.entry(zone.group(1), Scope.NAME_AND_BELOW);
        } else {
            out.reject(statement, "zone that other servers answer for");
        }
    }
}
