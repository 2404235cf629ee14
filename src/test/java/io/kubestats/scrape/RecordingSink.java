package io.kubestats.scrape;

import io.kubestats.model.NodeBatch;
import io.kubestats.store.BatchSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A sink that keeps the last batch of each node and a log of events. */
final class RecordingSink implements BatchSink {
    private final Map<String, NodeBatch> last = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(NodeBatch batch) {
        events.add("accept " + batch.node());
        last.put(batch.node(), batch);
    }

    @Override
    public void forget(String node) {
        events.add("forget " + node);
        last.remove(node);
    }

    Map<String, NodeBatch> last() {
        return last;
    }

    List<String> events() {
        return events;
    }
}
