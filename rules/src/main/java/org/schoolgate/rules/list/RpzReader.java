package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.List;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Scope;

/**
 * A response policy zone (draft-vixie-dnsop-dns-rpz). A name is that name alone, {@code *.name} all below it; zones have
 * both where they mean both. Records that make up an answer of their own are no blocks, and what asks for the address of
 * a name server or a client cannot be known by a proxy.
 */
final class RpzReader implements ListReader {
    private static final String ZONE = "records of the zone itself";
    /** A start of authority takes seven lines where each of its numbers has one. */
    private static final int MAX_LINES_IN_PARENTHESES = 12;

    private final ZoneNames names = new ZoneNames();
    private String owner = "@";
    private int linesInParentheses;

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        String content = withoutComment(line);
        if (content.isEmpty()) {
            return;
        }
        out.count();
        if (linesInParentheses > 0) {
            readInParentheses(content, out);
        } else if (content.charAt(0) == '$') {
            readDirective(Text.words(content), out);
        } else {
            linesInParentheses = content.indexOf('(') > content.indexOf(')') ? 1 : 0;
            readRecord(content, out);
        }
    }

    private void readInParentheses(String content, LineOutcome out) {
        out.seen(ZONE);
        linesInParentheses = content.indexOf(')') < 0 ? linesInParentheses + 1 : 0;
        if (linesInParentheses > MAX_LINES_IN_PARENTHESES) {
            out.reject(content, "within parentheses that do not end");
        }
    }

    private void readDirective(List<String> words, LineOutcome out) {
        if (words.get(0).equalsIgnoreCase("$ORIGIN") && words.size() > 1) {
            names.origin(words.get(1));
        } else if (words.get(0).equalsIgnoreCase("$INCLUDE")) {
            out.reject(String.join(" ", words), "includes a file that was not given");
        }
        out.seen(ZONE);
    }

    private void readRecord(String content, LineOutcome out) throws IOException {
        ZoneRecord found = ZoneRecord.of(Text.words(content));
        if (found == null) {
            out.reject(content, "no record of a zone");
            return;
        }
        owner = found.owner().isEmpty() ? owner : found.owner();
        switch (found.type()) {
            case "SOA" -> {
                names.apex(owner);
                out.seen(ZONE);
            }
            case "NS" -> out.seen(ZONE);
            case "CNAME" -> readAction(content, found.value(), out);
            case "A", "AAAA" -> {
                if (Sinks.contains(found.value())) {
                    readTrigger(content, Effect.LISTED, out);
                } else {
                    out.reject(content, Sinks.REAL_ADDRESS);
                }
            }
            default -> out.reject(content, "record that is no action");
        }
    }

    private void readAction(String content, String action, LineOutcome out) throws IOException {
        switch (action) {
            case ".", "*.", "rpz-drop." -> readTrigger(content, Effect.LISTED, out);
            case "rpz-passthru." -> readTrigger(content, Effect.EXCEPTED, out);
            default -> out.reject(content, "answers with something else, which is no block");
        }
    }

    private void readTrigger(String content, Effect effect, LineOutcome out) throws IOException {
        String trigger = names.trigger(owner);
        int last = trigger.lastIndexOf('.') + 1;
        switch (trigger.substring(last)) {
            case "rpz-ip" -> readAddresses(content, trigger.substring(0, Math.max(0, last - 1)), effect, out);
            case "rpz-client-ip", "rpz-nsdname", "rpz-nsip" ->
                out.reject(content, "depends on a client's or name server's address (" + trigger.substring(last) + ")");
            default -> readName(trigger, effect, out);
        }
    }

    private static void readName(String trigger, Effect effect, LineOutcome out) throws IOException {
        if (trigger.equals("*") || trigger.equals("@")) {
            out.reject(trigger, "means every name there is");
        } else if (trigger.startsWith("*.")) {
            out.name(trigger.substring(2), Scope.BELOW_ONLY, effect);
        } else {
            out.name(trigger, Scope.EXACT, effect);
        }
    }

    private static void readAddresses(String content, String reversed, Effect effect, LineOutcome out)
            throws IOException {
        AddressRange range = AddressRange.ofTrigger(reversed);
        if (range == null) {
            out.reject(content, "no addresses");
        } else {
            out.entry(content, range.entry(), effect);
        }
    }

    private static String withoutComment(String line) {
        int semicolon = line.indexOf(';');
        return semicolon < 0 ? line : Text.trim(line.substring(0, semicolon));
    }
}
