package io.kubestats.apiobject;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Makes texts of bytes, and the same text again where it made it lately: objects repeat most of theirs. It forgets one
 * text for another, so it is bounded. For one thread.
 */
final class KnownTexts {
    private static final int LONGEST = 96;
    private static final int SLOTS = 1 << 12;

    private final String[] slots = new String[SLOTS];

    KnownTexts() {
        Arrays.fill(slots, "");
    }

    /** The text of those bytes, which are UTF-8. */
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

    /** Never true beyond ASCII, whose bytes are negative. */
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
