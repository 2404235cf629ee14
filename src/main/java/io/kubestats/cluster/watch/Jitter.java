package io.kubestats.cluster.watch;

/** A deterministic random sequence that differs between processes by its seed. Not thread-safe. */
final class Jitter {
    private long state;

    Jitter(long seed) {
        this.state = seed;
    }

    /** Returns a random number from 0 to {@code most}, inclusive. */
    long upTo(long most) {
        state = state * 0x5851f42d4c957f2dL + 0x14057b7ef767814fL;
        return Long.remainderUnsigned(state >>> 17, most + 1);
    }
}
