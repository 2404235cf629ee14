package io.kubestats.store;

import io.kubestats.store.series.NodeView;
import java.util.List;
import java.util.Optional;

/** A view of one snapshot, open until it is closed. Not thread-safe. */
final class StoreView implements UsageView {
    private final StoreSnapshot snapshot;
    private final long takenAtMillis;
    private final Runnable leave;
    private boolean closed;

    /**
     * Creates a view of a snapshot.
     *
     * @param leave called once, when the view is closed
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
