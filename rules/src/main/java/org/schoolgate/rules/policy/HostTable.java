package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;

/**
 * Values by {@link HostPattern}; finds those whose pattern covers a host. O(length of the host), and nothing is
 * allocated to find the nearest. Immutable.
 */
public final class HostTable<T> {
    /*
     * Open addressing, at most half full, linear probing. The hash runs from the right, so that one pass over a name
     * gives the hashes of the name and of all its parents.
     */
    private final Function<T, HostPattern> patternOf;
    private final @Nullable Node<T>[] nodes;
    private final boolean empty;

    private record Node<T>(String host, int hash, List<T> values) {}

    /** @param tie which of two values with the same host comes first */
    public HostTable(Collection<T> values, Function<T, HostPattern> patternOf, Comparator<? super T> tie) {
        this.patternOf = patternOf;
        this.empty = values.isEmpty();
        Map<String, List<T>> byHost = new HashMap<>();
        for (T value : values) {
            byHost.computeIfAbsent(patternOf.apply(value).host().text(), host -> new ArrayList<>())
                    .add(value);
        }
        this.nodes = emptyNodes(Integer.highestOneBit(Math.max(byHost.size(), 1)) << 2);
        byHost.forEach((host, atHost) -> {
            atHost.sort(tie);
            put(new Node<>(host, hash(host), List.copyOf(atHost)));
        });
    }

    boolean isEmpty() {
        return empty;
    }

    /** The value for the longest host; for equal hosts, the first in the order of ties; null when none applies. */
    @Nullable
    T nearest(Host asked, Predicate<? super T> applies) {
        return nearest(asked, applies, (one, other) -> 0);
    }

    /** The value for the longest host; for equal hosts, the least, and then the first in the order of ties. */
    @Nullable
    T nearest(Host asked, Predicate<? super T> applies, Comparator<? super T> order) {
        if (empty) {
            return null;
        }
        String text = asked.text();
        if (asked.isAddress()) {
            return leastAt(find(text, 0, hash(text)), asked, applies, order);
        }
        T nearest = null;
        int hash = 0;
        for (int start = text.length() - 1; start >= 0; start--) {
            hash = 31 * hash + text.charAt(start);
            if (start == 0 || text.charAt(start - 1) == '.') {
                T found = leastAt(find(text, start, hash), asked, applies, order);
                nearest = found != null ? found : nearest;
            }
        }
        return nearest;
    }

    /** The value for the longest host; null when none covers it. */
    public @Nullable T nearest(Host asked) {
        return nearest(asked, value -> true);
    }

    /** All values whose pattern covers the host, the longest host first. */
    public List<T> all(Host asked) {
        if (empty) {
            return List.of();
        }
        List<T> shortestFirst = new ArrayList<>();
        nearest(asked, value -> {
            shortestFirst.add(value);
            return false;
        });
        Collections.reverse(shortestFirst);
        return shortestFirst;
    }

    private @Nullable T leastAt(
            @Nullable Node<T> node, Host asked, Predicate<? super T> applies, Comparator<? super T> order) {
        if (node == null) {
            return null;
        }
        T least = null;
        for (int i = 0; i < node.values.size(); i++) {
            T value = node.values.get(i);
            if (patternOf.apply(value).covers(asked)
                    && applies.test(value)
                    && (least == null || order.compare(value, least) < 0)) {
                least = value;
            }
        }
        return least;
    }

    private @Nullable Node<T> find(String text, int start, int hash) {
        int mask = nodes.length - 1;
        for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
            Node<T> node = nodes[slot];
            if (node == null || node.hash == hash && sameRegion(node.host, text, start)) {
                return node;
            }
        }
    }

    private void put(Node<T> node) {
        int mask = nodes.length - 1;
        int slot = spread(node.hash) & mask;
        while (nodes[slot] != null) {
            slot = (slot + 1) & mask;
        }
        nodes[slot] = node;
    }

    private static boolean sameRegion(String host, String text, int start) {
        return host.length() == text.length() - start && text.startsWith(host, start);
    }

    private static int hash(String host) {
        int hash = 0;
        for (int at = host.length() - 1; at >= 0; at--) {
            hash = 31 * hash + host.charAt(at);
        }
        return hash;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private static <T> @Nullable Node<T>[] emptyNodes(int length) {
        return new Node[length];
    }
}
