package dev.leaktriage.document;

import java.util.List;
import java.util.Map;

/**
 * One node of a graph, as far as it says something of memory.
 *
 * @param counter its number, which rises from node to node
 * @param type such as {@code buffer_allocate}
 * @param connections the numbers of other nodes; what they are to this one depends on its type
 * @param params its parameters: old captures have texts where new ones have numbers, so all of them are texts
 */
record GraphNode(long counter, String type, List<Long> connections, Map<String, String> params) {
    /** More than any device has, and few enough for the sum of any number of buffers that fit into a file. */
    private static final long MOST = 1L << 48;

    GraphNode {
        connections = List.copyOf(connections);
        params = Map.copyOf(params);
    }

    String text(String name) {
        return params.getOrDefault(name, "");
    }

    boolean states(String name) {
        return params.containsKey(name);
    }

    /** True as new captures write it, {@code 1} or {@code true}, or as old ones do. */
    boolean flag(String name) {
        String text = text(name);
        return text.equals("1") || text.equals("true");
    }

    /**
     * A number that must be there.
     *
     * @throws GraphNodes.Unfit if it is not, or is no whole number that can be meant
     */
    long number(String name) throws GraphNodes.Unfit {
        String text = text(name);
        if (text.isEmpty()) {
            throw new GraphNodes.Unfit("the node states no '" + name + "'; expected a whole number");
        }
        boolean digits = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Long.parseLong(text) > MOST) {
            throw new GraphNodes.Unfit("'" + name + "' is " + shown(text) + "; expected a whole number up to " + MOST);
        }
        return Long.parseLong(text);
    }

    /** A number, or that value if the node does not state it. */
    long number(String name, long otherwise) throws GraphNodes.Unfit {
        return states(name) ? number(name) : otherwise;
    }

    private static String shown(String text) {
        return text.length() <= 40 ? "'" + text + "'" : "'" + text.substring(0, 40) + "…'";
    }
}
