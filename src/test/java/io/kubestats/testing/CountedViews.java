package io.kubestats.testing;

import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Gives one view again and again, and counts those that were not closed. Thread-safe. */
public final class CountedViews implements Supplier<UsageView> {
    private final UsageView shown;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /** All views show the same as {@code shown}. */
    public CountedViews(UsageView shown) {
        this.shown = shown;
    }

    /** How many were given. */
    public int taken() {
        return taken.get();
    }

    /** How many of them are open. */
    public int open() {
        return open.get();
    }

    @Override
    public UsageView get() {
        taken.incrementAndGet();
        open.incrementAndGet();
        return new Counted();
    }

    private final class Counted implements UsageView {
        @Override
        public long takenAtMillis() {
            return shown.takenAtMillis();
        }

        @Override
        public List<NodeView> nodes() {
            return shown.nodes();
        }

        @Override
        public Optional<NodeView> node(String name) {
            return shown.node(name);
        }

        @Override
        public long rosterVersion() {
            return shown.rosterVersion();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
