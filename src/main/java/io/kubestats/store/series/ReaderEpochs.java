package io.kubestats.store.series;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows when nobody reads any more what was replaced. Readers count themselves in one of two phases. A new phase begins
 * only when all readers of the one before the present have left: what was replaced before the present one began has no
 * reader then. A reader that never leaves holds up the phases, and no harm is done: what it reads is not written over.
 *
 * <p>Safe for any number of readers, who never wait, and one writer at a time.
 */
public final class ReaderEpochs {
    private final AtomicInteger[] reading = {new AtomicInteger(), new AtomicInteger()};
    private volatile int phase;

    /** A reader comes, before it looks at what is published; its phase, which it gives to {@link #leave}. */
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

    /** A reader of that phase looks at nothing any more. */
    public void leave(int entered) {
        reading[entered].decrementAndGet();
    }

    /** Begins a new phase, if nobody is left of the one before the present. */
    boolean turn() {
        int other = 1 - phase;
        if (reading[other].get() > 0) {
            return false;
        }
        phase = other;
        return true;
    }
}
