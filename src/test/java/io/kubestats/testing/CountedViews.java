package io.kubestats.testing;

import io.kubestats.store.UsageView;
import io.kubestats.store.series.NodeView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A supplier of one view that counts the open ones. Thread-safe. */
public final class CountedViews implements Supplier<UsageView> {
    private final UsageView shown;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /** Creates a supplier of views with the content of {@code shown}. */
    public CountedViews(UsageView shown) {
        this.shown = shown;
    }

    /** Returns the number of views that were opened. */
    public int taken() {
        return taken.get();
    }

    /** Returns the number of open views. */
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
