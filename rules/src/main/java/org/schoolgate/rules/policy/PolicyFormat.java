package org.schoolgate.rules.policy;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Lays a policy out as all are laid out: keys in the order of the schema, what fits in one line in one line, comments where they
 * stood. Lists, and mappings of names, keep their order. What is laid out so is left as it is.
 */
public final class PolicyFormat {
    private static final int WIDTH = 120;
    private static final int INDENT = 2;
    /** What stands around or after a value: brackets, quotes, a colon, a comma, a dash. */
    private static final int MARKS = 2;

    private static final Pattern COMMENTED_ITEM = Pattern.compile("( *)- ?(#.*|)");

    private PolicyFormat() {}

    /**
     * @param yaml a policy without mistakes
     * @return the same policy; a comment for which there is no place is missing, see {@link #comments}
     */
    public static String format(String yaml) {
        try {
            return format(yaml, true);
        } catch (ClassCastException | YAMLException e) {
            // A comment where the library knows none, as in an empty list.
            return format(yaml, false);
        }
    }

    private static String format(String yaml, boolean withComments) {
        Node root = new Yaml(options(withComments)).compose(new StringReader(yaml));
        if (root instanceof MappingNode mapping) {
            List<CommentLine> head = takeHead(mapping);
            arrange(mapping, SchemaOrder.ofPolicy());
            mapping.setFlowStyle(FlowStyle.BLOCK);
            mapping.getValue().forEach(PolicyFormat::layOutSection);
            prepend(head, mapping.getValue().get(0).getKeyNode());
        }
        return write(root);
    }

    /** What is written after {@code #} in a policy, in the order of the alphabet. */
    public static List<String> comments(String yaml) {
        List<String> comments = new ArrayList<>();
        for (Event event : new Yaml(options(true)).parse(new StringReader(yaml))) {
            if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                comments.add(comment.getValue().strip());
            }
        }
        comments.sort(Comparator.naturalOrder());
        return comments;
    }

    private static LoaderOptions options(boolean withComments) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(withComments);
        options.setCodePointLimit(YamlTree.MAX_BYTES);
        return options;
    }

    private static String write(Node root) {
        DumperOptions options = new DumperOptions();
        options.setProcessComments(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        options.setIndent(INDENT);
        options.setIndicatorIndent(INDENT);
        options.setIndentWithIndicator(true);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(root, text);
        return withCommentsBeforeItems(text.toString());
    }

    /** The library writes what stands before an item of a list after its dash, and blank lines with spaces. */
    private static String withCommentsBeforeItems(String text) {
        StringBuilder mended = new StringBuilder();
        String dash = null;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher commented = COMMENTED_ITEM.matcher(line);
            if (dash == null && commented.matches()) {
                dash = commented.group(1);
                line = commented.group(2).isEmpty() ? "" : dash + commented.group(2);
            } else if (dash != null && !line.isBlank()) {
                String rest = line.substring(indentation(line, dash.length() + INDENT));
                line = rest.startsWith("#") ? dash + rest : dash + "- " + rest;
                dash = rest.startsWith("#") ? dash : null;
            }
            mended.append(line.stripTrailing()).append('\n');
        }
        return mended.toString();
    }

    /** An item in one line may stand further to the left than its comments. */
    private static int indentation(String line, int max) {
        int spaces = 0;
        while (spaces < max && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }

    private static List<List<CommentLine>> commentsOf(Node node) {
        List<List<CommentLine>> all = new ArrayList<>();
        all.add(node.getBlockComments());
        all.add(node.getInLineComments());
        all.add(node.getEndComments());
        all.removeIf(Objects::isNull);
        return all;
    }

    /** What stands at the head of the file, up to the last blank line before its first key, which stays there. */
    private static List<CommentLine> takeHead(MappingNode root) {
        Node first = root.getValue().get(0).getKeyNode();
        List<CommentLine> before = first.getBlockComments() == null ? List.of() : first.getBlockComments();
        int end = 0;
        for (int i = 0; i < before.size(); i++) {
            end = before.get(i).getCommentType() == CommentType.BLANK_LINE ? i + 1 : end;
        }
        first.setBlockComments(new ArrayList<>(before.subList(end, before.size())));
        return List.copyOf(before.subList(0, end));
    }

    private static void prepend(List<CommentLine> lines, Node node) {
        List<CommentLine> all = new ArrayList<>(lines);
        if (node.getBlockComments() != null) {
            all.addAll(node.getBlockComments());
        }
        node.setBlockComments(all);
    }

    private static void arrange(Node node, SchemaOrder order) {
        if (node instanceof MappingNode mapping) {
            Set<String> keys =
                    mapping.getValue().stream().map(PolicyFormat::key).collect(Collectors.toCollection(TreeSet::new));
            if (order.isOrdered()) {
                List<NodeTuple> sorted = new ArrayList<>(mapping.getValue());
                sorted.sort(Comparator.comparingInt(tuple -> order.place(key(tuple), keys)));
                mapping.setValue(sorted);
            }
            mapping.getValue().forEach(tuple -> arrange(tuple.getValueNode(), order.below(key(tuple))));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(PolicyFormat::takeComments);
            sequence.getValue().forEach(item -> arrange(item, order.ofItems()));
        }
    }

    /** What stands before an item of a list is about the item, and not about the key that it happens to begin with. */
    private static void takeComments(Node item) {
        if (item instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            Node first = mapping.getValue().get(0).getKeyNode();
            if (first.getBlockComments() != null) {
                prepend(first.getBlockComments(), item);
                first.setBlockComments(new ArrayList<>());
            }
        }
    }

    private static String key(NodeTuple tuple) {
        return ((ScalarNode) tuple.getKeyNode()).getValue();
    }

    /** In more than one line where there is anything in it that has parts itself: that is how a policy is read. */
    private static void layOutSection(NodeTuple section) {
        Node value = section.getValueNode();
        if (value instanceof CollectionNode<?> collection
                && parts(value).stream().anyMatch(CollectionNode.class::isInstance)) {
            layOutInLines(collection, 0);
        } else {
            layOut(value, 0, key(section).length() + MARKS);
        }
    }

    private static List<Node> parts(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream().map(NodeTuple::getValueNode).toList();
        }
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** @param used columns of the line, after the indentation */
    private static void layOut(Node node, int indent, int used) {
        if (node instanceof CollectionNode<?> collection) {
            if (indent + used + length(node) <= WIDTH) {
                layOutInOneLine(node);
            } else {
                layOutInLines(collection, indent);
            }
        }
    }

    private static void layOutInOneLine(Node node) {
        if (node instanceof CollectionNode<?> collection) {
            collection.setFlowStyle(FlowStyle.FLOW);
            parts(node).forEach(PolicyFormat::layOutInOneLine);
        }
    }

    private static void layOutInLines(CollectionNode<?> node, int indent) {
        node.setFlowStyle(FlowStyle.BLOCK);
        int deeper = indent + INDENT;
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(tuple ->
                            layOut(tuple.getValueNode(), deeper, key(tuple).length() + MARKS));
        } else {
            parts(node).forEach(item -> layOut(item, deeper, MARKS));
        }
    }

    /** In one line; more than fits when there are comments in it, or text of several lines. */
    private static int length(Node node) {
        int length = MARKS;
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().contains("\n") ? WIDTH : scalar.getValue().length() + length;
        }
        List<Node> within = new ArrayList<>(parts(node));
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> within.add(tuple.getKeyNode()));
        }
        for (Node part : within) {
            length += commentsOf(part).stream().allMatch(List::isEmpty) ? length(part) + MARKS : WIDTH;
        }
        return length;
    }
}
