package io.kubestats.store.series;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Epochs of readers, for epoch-based reclamation. Readers register in one of two alternating epochs. A new epoch begins
 * only when all readers of the previous one have left; buffers that were replaced before the present epoch began then
 * have no reader. A reader that never leaves only stops reclamation: its buffers are not reused.
 *
 * <p>Thread-safe for any number of readers, which never wait, and one writer at a time.
 */
public final class ReaderEpochs {
    private final AtomicInteger[] reading = {new AtomicInteger(), new AtomicInteger()};
    private volatile int phase;

    /** Enters a reader before it reads the published state, and returns the epoch to pass to {@link #leave}. */
    public int enter() {
        while (true) {
            int entered = phase;
            reading[entered].incrementAndGet();
            if (entered == phase) {
                return entered;
            }
            reading[entered].decrementAndGet();
        }
    }

    /** Leaves an epoch; the reader no longer reads. */
    public void leave(int entered) {
        reading[entered].decrementAndGet();
    }

    /** Begins a new epoch if the previous one has no readers, and returns whether it did. */
    boolean turn() {
        int other = 1 - phase;
        if (reading[other].get() > 0) {
            return false;
        }
        phase = other;
        return true;
    }
}
