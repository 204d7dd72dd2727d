package org.schoolgate.rules.policy;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schoolgate.rules.policy.YamlNode.Scalar;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads YAML into {@link YamlNode}s that know their place: one document, no anchors, aliases or tags (an alias to an
 * alias can grow a kilobyte to gigabytes), at most {@value #MAX_BYTES} bytes and {@value #MAX_DEPTH} levels.
 */
final class YamlTree {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_DEPTH = 12;

    private final Iterator<Event> events;
    private final Findings findings;

    private YamlTree(Iterator<Event> events, Findings findings) {
        this.events = events;
        this.findings = findings;
    }

    /** @throws InvalidPolicyException when this is not YAML as above; a key that comes twice is only a finding */
    static YamlNode read(String text, Findings findings) throws InvalidPolicyException {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw refuse(findings, 1, 1, "more than " + MAX_BYTES + " bytes");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        try {
            Iterable<Event> events = new Yaml(options).parse(new StringReader(text));
            return new YamlTree(events.iterator(), findings).document();
        } catch (MarkedYAMLException e) {
            throw refuse(findings, e.getProblemMark(), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw refuse(findings, 1, 1, "not YAML: " + e.getMessage());
        }
    }

    private YamlNode document() throws InvalidPolicyException {
        events.next(); // stream start
        Event first = events.next();
        if (!first.is(Event.ID.DocumentStart)) {
            return new Scalar("", true, 1, 1);
        }
        YamlNode root = node(events.next(), 1);
        events.next(); // document end
        Event rest = events.next();
        if (!rest.is(Event.ID.StreamEnd)) {
            throw refuse(findings, rest.getStartMark(), "a second document (expected: one)");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) throws InvalidPolicyException {
        Mark mark = event.getStartMark();
        if (depth > MAX_DEPTH) {
            throw refuse(findings, mark, "nested more than " + MAX_DEPTH + " deep");
        }
        if (event instanceof AliasEvent || event instanceof NodeEvent anchored && anchored.getAnchor() != null) {
            throw refuse(findings, mark, "anchors and aliases are not read; write the value out");
        }
        if (event instanceof SequenceStartEvent start && start.getImplicit()) {
            return sequence(mark, depth);
        }
        if (event instanceof MappingStartEvent start && start.getImplicit()) {
            return mapping(mark, depth);
        }
        if (event instanceof ScalarEvent scalar && scalar.getTag() == null) {
            return new Scalar(scalar.getValue(), scalar.isPlain(), line(mark), column(mark));
        }
        throw refuse(findings, mark, "tags are not read; write the plain value");
    }

    private YamlNode sequence(Mark mark, int depth) throws InvalidPolicyException {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(List.copyOf(items), line(mark), column(mark));
    }

    private YamlNode mapping(Mark mark, int depth) throws InvalidPolicyException {
        Map<Scalar, YamlNode> values = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            if (!(key instanceof Scalar name)) {
                findings.add(key, "key", "text");
            } else if (!keys.add(name.text())) {
                findings.add(key, "key twice", "once in a mapping");
            } else {
                values.put(name, value);
            }
        }
        return new YamlNode.Mapping(values, line(mark), column(mark));
    }

    private static InvalidPolicyException refuse(Findings findings, Mark mark, String message) {
        return refuse(findings, line(mark), column(mark), message);
    }

    private static InvalidPolicyException refuse(Findings findings, int line, int column, String message) {
        return new InvalidPolicyException(List.of(new PolicyError(findings.file(), line, column, message, null)));
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static int column(Mark mark) {
        return mark.getColumn() + 1;
    }
}
