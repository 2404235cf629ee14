package io.kubestats.kubelet.answer;

import org.jspecify.annotations.Nullable;

/**
 * The names of one answer as strings that are shared between answers. Not thread-safe.
 *
 * <p>An answer adds a limited number of new names to the shared cache, so that a kubelet that makes up names cannot
 * displace those of other nodes. A large node that is new is taken in over a few answers.
 */
public final class AnswerNames {
    /** New names of one answer that are kept: those of about 100 pods. */
    public static final int MOST_FRESH = 512;

    private final NameCache cache;
    private int fresh;

    public AnswerNames(NameCache cache) {
        this.cache = cache;
    }

    /** Starts another answer. */
    public void begin() {
        fresh = 0;
    }

    /** Returns the string of these bytes, which are ASCII. */
    public String get(byte[] text, int from, int to) {
        @Nullable String held = cache.find(text, from, to);
        if (held != null) {
            return held;
        }
        String name = NameCache.string(text, from, to);
        return fresh++ < MOST_FRESH ? cache.keep(name) : name;
    }
}
