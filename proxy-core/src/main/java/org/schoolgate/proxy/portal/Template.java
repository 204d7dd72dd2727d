package org.schoolgate.proxy.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A text with holes, written {@code {{name}}}; cut up once, filled often. */
final class Template {
    private static final String SPECIAL = "&<>\"'";

    private record Hole(String textBefore, String name) {}

    private final List<Hole> holes = new ArrayList<>();
    private final String rest;

    /** @throws IllegalArgumentException when a hole has no end */
    Template(String text) {
        int at = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            int close = text.indexOf("}}", open);
            if (close < 0) {
                throw new IllegalArgumentException("template: hole without an end at " + open);
            }
            holes.add(new Hole(text.substring(at, open), text.substring(open + 2, close)));
            at = close + 2;
        }
        rest = text.substring(at);
    }

    /** Fills what {@code values} has a value for, as it is; other holes stay holes. */
    String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        for (Hole hole : holes) {
            String value = values.getOrDefault(hole.name(), "{{" + hole.name() + "}}");
            filled.append(hole.textBefore()).append(value);
        }
        return filled.append(rest).toString();
    }

    /** For text between tags and in quoted attribute values. */
    static String escape(String text) {
        int first = 0;
        while (first < text.length() && SPECIAL.indexOf(text.charAt(first)) < 0) {
            first++;
        }
        return first == text.length() ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
