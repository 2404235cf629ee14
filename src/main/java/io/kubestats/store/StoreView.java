package io.kubestats.store;

import io.kubestats.store.series.NodeView;
import java.util.List;
import java.util.Optional;

/** One snapshot, as it was at one moment, until it is closed. Not thread-safe. */
final class StoreView implements UsageView {
    private final StoreSnapshot snapshot;
    private final long takenAtMillis;
    private final Runnable leave;
    private boolean closed;

    /**
     * A view of this snapshot.
     *
     * @param leave is run once, when nothing is read any more
     */
    StoreView(StoreSnapshot snapshot, long takenAtMillis, Runnable leave) {
        this.snapshot = snapshot;
        this.takenAtMillis = takenAtMillis;
        this.leave = leave;
    }

    @Override
    public long takenAtMillis() {
        return takenAtMillis;
    }

    @Override
    public List<NodeView> nodes() {
        return snapshot.nodes();
    }

    @Override
    public Optional<NodeView> node(String name) {
        return snapshot.node(name);
    }

    @Override
    public long rosterVersion() {
        return snapshot.rosterVersion();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            leave.run();
        }
    }
}
