package org.schoolgate.rules.policy;

import java.util.List;
import java.util.Map;

/** A value in a YAML document, and where it begins; lines and columns count from 1. */
sealed interface YamlNode {
    int line();

    int column();

    /** For messages: the text in quotes, or the kind of value. */
    String describe();

    /** @param plain written without quotes, so that {@code true} or {@code 7} is not meant as text */
    record Scalar(String text, boolean plain, int line, int column) implements YamlNode {
        private static final int SHOWN = 60;

        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String describe() {
            if (isNull()) {
                return "nothing";
            }
            return "\"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "\"";
        }
    }

    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** @param values in the order of the document */
    record Mapping(Map<Scalar, YamlNode> values, int line, int column) implements YamlNode {
        @Override
        public String describe() {
            return "a mapping";
        }
    }
}
