package io.kubestats.apiobject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * An interning UTF-8 decoder: it returns the same string for bytes that it decoded recently, since objects repeat most
 * of their texts. Bounded, because a new text evicts an older one. Not thread-safe.
 */
final class KnownTexts {
    private static final int LONGEST = 96;
    private static final int SLOTS = 1 << 12;

    private final String[] slots = new String[SLOTS];

    KnownTexts() {
        Arrays.fill(slots, "");
    }

    /** Returns the string for these UTF-8 bytes. */
    String text(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(bytes, from, length, UTF_8);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        if (!same(slots[slot], bytes, from, length)) {
            slots[slot] = new String(bytes, from, length, UTF_8);
        }
        return slots[slot];
    }

    /** Compares bytes with characters, which never match beyond ASCII, where bytes are negative. */
    private static boolean same(String known, byte[] bytes, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
