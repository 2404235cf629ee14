package io.kubestats.store;

import java.util.List;
import java.util.Optional;

/** One snapshot, as it was at one moment. */
record StoreView(Snapshot snapshot, long takenAtMillis) implements UsageView {
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
}
