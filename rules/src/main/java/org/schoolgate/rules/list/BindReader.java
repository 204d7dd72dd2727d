package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Scope;

/**
 * {@code zone} statements of BIND's configuration for zones that it serves itself, with nothing in them. A statement ends
 * at a semicolon or at the brace that closes it, on whichever line, and is told by the line on which it begins.
 */
final class BindReader implements ListReader {
    private static final int MAX_STATEMENT = 4096;
    private static final Pattern PART = Pattern.compile("\"[^\"]*\"?|[{};]|[^\"{};]+");
    private static final Pattern BEGIN = Pattern.compile("zone\\s.*");
    private static final Pattern ZONE = Pattern.compile("zone\\s+\"?([^\"\\s{]+)\"?\\s*(?:[Ii][Nn]\\s*)?\\{(.*)}");
    private static final Pattern TYPE = Pattern.compile("\\btype\\s+(\\w+)");
    private static final Set<String> OWN = Set.of("master", "primary");

    private final BindComments comments = new BindComments();
    private final StringBuilder statement = new StringBuilder();
    private int line;
    private int firstLine;
    private int depth;

    @Override
    public void read(String text, LineOutcome out) throws IOException {
        line = out.line();
        String content = comments.strip(text, line);
        if (content.isEmpty()) {
            return;
        }
        out.count();
        // A zone cannot hold another: one that does not end must not take the rest of the file with it.
        if (BEGIN.matcher(content).matches() && BEGIN.matcher(statement).matches()) {
            rejectOpen(out);
        }
        Matcher part = PART.matcher(content);
        while (part.find()) {
            add(part.group(), out);
        }
        add(" ", out);
    }

    private void add(String part, LineOutcome out) throws IOException {
        if (statement.isEmpty()) {
            if (part.isBlank() || part.equals(";")) {
                return;
            }
            firstLine = line;
        }
        if (statement.length() <= MAX_STATEMENT) {
            statement.append(statement.isEmpty() ? part.stripLeading() : part);
        }
        depth += switch (part) {
            case "{" -> 1;
            case "}" -> -1;
            default -> 0;
        };
        if (depth <= 0 && (part.equals("}") || part.equals(";"))) {
            out.at(firstLine);
            readStatement(statement.toString(), out);
            reset();
        }
    }

    private static void readStatement(String statement, LineOutcome out) throws IOException {
        Matcher zone = ZONE.matcher(statement);
        if (statement.length() > MAX_STATEMENT || !zone.matches()) {
            out.reject(statement, "no zone statement");
            return;
        }
        Matcher type = TYPE.matcher(zone.group(2));
        if (type.find() && OWN.contains(type.group(1))) {
            out.entry(zone.group(1), Scope.NAME_AND_BELOW);
        } else {
            out.reject(statement, "zone that other servers answer for");
        }
    }

    @Override
    public void end(LineOutcome out) {
        if (!statement.isEmpty()) {
            rejectOpen(out);
        }
        if (comments.openSince() > 0) {
            out.at(comments.openSince());
            out.reject("/*", "comment that does not end");
        }
    }

    private void rejectOpen(LineOutcome out) {
        out.at(firstLine);
        out.reject(statement.toString(), "statement that does not end");
        reset();
    }

    private void reset() {
        statement.setLength(0);
        depth = 0;
    }
}
