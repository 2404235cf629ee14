package io.kubestats.cluster.watch;

/** Numbers that differ between processes and are the same for the same seed. For one thread. */
final class Jitter {
    private long state;

    Jitter(long seed) {
        this.state = seed;
    }

    /** A number from 0 to {@code most}. */
    long upTo(long most) {
        state = state * 0x5851f42d4c957f2dL + 0x14057b7ef767814fL;
        return Long.remainderUnsigned(state >>> 17, most + 1);
    }
}
