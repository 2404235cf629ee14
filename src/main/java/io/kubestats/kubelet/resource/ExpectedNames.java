package io.kubestats.kubelet.resource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The names of one node's answer, in their order, and their bytes side by side: to find that a name is the expected one
 * touches neither the string nor a table of all names, which with thousands of nodes are in no cache of the processor.
 * Immutable.
 */
public final class ExpectedNames {
    /** Nothing is known of the node. */
    static final ExpectedNames NONE = new ExpectedNames(new String[0], 0);

    /** More than a node with 500 pods has; of an answer with more, none is kept. */
    static final int MOST = 8_192;

    /** The names of 1,000 pods take half of it; of an answer with more, none is kept. */
    public static final int MOST_BYTES = 1 << 18;

    /** A pod that went had so many names at most, or what follows is looked for elsewhere. */
    private static final int AHEAD = 8;

    private final String[] names;
    /** Those that the strings have, to ask for which is to look at them. */
    private final int[] hashes;
    /** Where in the text each name begins, and where the last one ends. */
    private final int[] bounds;

    private final byte[] text;

    private ExpectedNames(String[] names, int textLength) {
        this.names = names;
        this.hashes = new int[names.length];
        this.bounds = new int[names.length + 1];
        this.text = new byte[textLength];
        for (int i = 0; i < names.length; i++) {
            hashes[i] = names[i].hashCode();
            byte[] bytes = names[i].getBytes(ISO_8859_1);
            System.arraycopy(bytes, 0, text, bounds[i], bytes.length);
            bounds[i + 1] = bounds[i] + bytes.length;
        }
    }

    /** Returns the first {@code count} of these, which are ASCII; none if they take too much. */
    static ExpectedNames of(String[] seen, int count) {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += seen[i].length();
        }
        return length > MOST_BYTES ? NONE : new ExpectedNames(Arrays.copyOf(seen, count), length);
    }

    int size() {
        return names.length;
    }

    /** How many bytes the names have. */
    public int textLength() {
        return text.length;
    }

    String name(int index) {
        return names[index];
    }

    /** The hash code of the name at {@code index}. */
    int hash(int index) {
        return hashes[index];
    }

    /** Which name these bytes are, of those at {@code index} and soon after it; negative if none. */
    int find(int index, byte[] bytes, int from, int to) {
        int end = Math.min(index + AHEAD, names.length);
        for (int i = index; i < end; i++) {
            if (Arrays.equals(bytes, from, to, text, bounds[i], bounds[i + 1])) {
                return i;
            }
        }
        return -1;
    }
}
