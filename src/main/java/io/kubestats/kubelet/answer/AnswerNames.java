package io.kubestats.kubelet.answer;

import org.jspecify.annotations.Nullable;

/**
 * Interning of the names of one response. Not thread-safe.
 *
 * <p>A response adds only a limited number of new names to the shared cache, so that a kubelet that invents names
 * cannot evict those of other nodes. The names of a large new node are added over several responses.
 */
public final class AnswerNames {
    /** The maximum number of new names per response, those of about 100 pods. */
    public static final int MOST_FRESH = 512;

    private final NameCache cache;
    private int fresh;

    public AnswerNames(NameCache cache) {
        this.cache = cache;
    }

    /** Starts another response. */
    public void begin() {
        fresh = 0;
    }

    /** Returns the string of these ASCII bytes. */
    public String get(byte[] text, int from, int to) {
        @Nullable String held = cache.find(text, from, to);
        if (held != null) {
            return held;
        }
        String name = NameCache.string(text, from, to);
        return fresh++ < MOST_FRESH ? cache.keep(name) : name;
    }
}
