package io.kubestats.kubelet.resource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The names of one node's response in order, with their bytes stored contiguously. Recognizing an expected name reads
 * neither the string nor the table of all names, which with thousands of nodes are in no processor cache. Immutable and
 * thread-safe.
 */
public final class ExpectedNames {
    /** The names of an unknown node: none. */
    static final ExpectedNames NONE = new ExpectedNames(new String[0], 0);

    /** The maximum number of names, more than a node with 500 pods has; of a larger response, none are kept. */
    static final int MOST = 8_192;

    /** The maximum size of all names, twice that of 1,000 pods; of a larger response, none are kept. */
    public static final int MOST_BYTES = 1 << 18;

    /** The look-ahead that skips the names of a removed pod; names beyond it come from the table of all names. */
    private static final int AHEAD = 8;

    private final String[] names;
    /** Copies of the hash codes, since reading them from the strings would access the string objects. */
    private final int[] hashes;
    /** The start of each name in the text, and the end of the last name. */
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

    /** Returns the first {@code count} of the ASCII names {@code seen}; none if they are too large. */
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

    /** Returns the total size of the names in bytes. */
    public int textLength() {
        return text.length;
    }

    String name(int index) {
        return names[index];
    }

    /** Returns the hash code of the name at {@code index}. */
    int hash(int index) {
        return hashes[index];
    }

    /** Finds the name with these bytes at {@code index} or within the look-ahead; returns its index, or -1. */
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
