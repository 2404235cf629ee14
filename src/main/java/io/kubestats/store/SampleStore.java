package io.kubestats.store;

import static io.kubestats.model.Reading.isPresent;
import static java.util.Objects.requireNonNull;

import io.kubestats.model.Anomaly;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.intake.IntakeFindings;
import io.kubestats.store.series.BufferRecycler;
import io.kubestats.store.series.ClusterState;
import io.kubestats.store.series.Moment;
import io.kubestats.store.series.NodeSeries;
import io.kubestats.store.series.NodeSlice;
import io.kubestats.store.series.ReaderEpochs;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.StoreObserver;
import io.kubestats.store.series.WithheldObject;
import io.kubestats.store.series.WithheldObjects;
import io.kubestats.store.series.WithheldReason;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * An in-memory store of the last points of every node.
 *
 * <p>Usage is calculated once, when a batch arrives, and stored with the series. Ages are measured with a monotonic
 * ticker from the last response that had a sample, not by the kubelet's timestamps: a node whose clock is an hour off
 * is served like any other, and a step of the local clock makes nothing expire.
 *
 * <p>Thread-safe. Writers share one private lock, under which there is neither I/O nor a call to foreign code. Readers
 * take no lock; the content of a view does not change while it is open.
 */
public final class SampleStore implements BatchSink {
    private final StoreObserver observer;
    private final Clock clock;
    private final LongSupplier ticker;
    private final long maxAgeNanos;
    private final ReaderEpochs readers = new ReaderEpochs();
    private final Object lock = new Object();
    // Guarded by lock.
    private final BufferRecycler memory = new BufferRecycler(readers);
    private final NodeSeriesTable held;
    private final WithheldObjects withheld;
    /** Last known index of each node in the snapshot. */
    private final Map<String, Integer> places = new HashMap<>();
    // Written under lock, read by any thread.
    private volatile StoreSnapshot published = StoreSnapshot.EMPTY;

    /**
     * Creates an empty store.
     *
     * @param cluster the state of nodes and pods from the API server
     * @param clock the wall clock, for displayed times and for the detection of samples from the future
     * @param ticker a monotonic clock in nanoseconds, for ages
     */
    public SampleStore(
            StoreLimits limits, ClusterState cluster, StoreObserver observer, Clock clock, LongSupplier ticker) {
        this.observer = requireNonNull(observer, "observer");
        this.clock = requireNonNull(clock, "clock");
        this.ticker = requireNonNull(ticker, "ticker");
        this.maxAgeNanos = limits.maxSampleAge().toNanos();
        this.held = new NodeSeriesTable(limits, memory, cluster);
        this.withheld = new WithheldObjects(ticker);
    }

    /** Returns the objects that are reported and not served: counts, and a check for readyz. */
    public WithheldObjects withheld() {
        return withheld;
    }

    /**
     * Stores {@code batch} as the node's latest. A response without pods and without the node's CPU is rejected and
     * counted as {@link Anomaly#ZERO_USAGE}: a kubelet without pods still knows its own CPU.
     */
    @Override
    public void accept(NodeBatch batch) {
        IntakeFindings findings = new IntakeFindings();
        int tooOld = isHollow(batch) ? refuse(findings) : write(batch, findings);
        findings.report(batch.node(), observer);
        withheld.put(batch.node(), findings.withheld());
        reportExpired(tooOld);
    }

    private static boolean isHollow(NodeBatch batch) {
        UsagePoint usage = batch.point().usage();
        return batch.pods().isEmpty() && !isPresent(usage.usageCoreNanoSeconds()) && !isPresent(usage.usageNanoCores());
    }

    private static int refuse(IntakeFindings findings) {
        findings.count(Anomaly.ZERO_USAGE);
        findings.withhold(new WithheldObject("", "", WithheldReason.NO_CPU));
        return 0;
    }

    private int write(NodeBatch batch, IntakeFindings findings) {
        synchronized (lock) {
            Moment now = new Moment(clock.millis(), ticker.getAsLong());
            StoreSnapshot fresh = published.at(now.nanos(), maxAgeNanos);
            StoreSnapshot next = fresh.settled();
            for (Map.Entry<String, NodeSeries> changed :
                    held.accept(batch, now, findings).entrySet()) {
                int at = placed(next, changed.getKey());
                next = next.with(at, NodeSlice.of(changed.getValue(), now.nanos(), maxAgeNanos));
            }
            published = next;
            memory.publish();
            return fresh.tooOld();
        }
    }

    @Override
    public void forget(String node) {
        int tooOld;
        Optional<NodeSeries> forgotten;
        synchronized (lock) {
            StoreSnapshot fresh = published.at(ticker.getAsLong(), maxAgeNanos);
            tooOld = fresh.tooOld();
            forgotten = held.forget(node);
            StoreSnapshot settled = fresh.settled();
            published = settled.with(settled.indexOf(node), Optional.empty());
            places.remove(node);
        }
        withheld.forget(node);
        forgotten.ifPresent(series ->
                observer.evicted(StoreObserver.NODE_GONE, 1 + series.pods().size()));
        reportExpired(tooOld);
    }

    // Called under lock. Returns the node's index and remembers it for the next response.
    private int placed(StoreSnapshot snapshot, String node) {
        Integer before = places.getOrDefault(node, 0);
        int at = snapshot.indexOf(node, before);
        int place = at < 0 ? -1 - at : at;
        if (place != before) {
            places.put(node, place);
        }
        return at;
    }

    private void reportExpired(int count) {
        if (count > 0) {
            observer.evicted(StoreObserver.MAX_AGE, count);
        }
    }

    /** Opens a view of the current content. Costs no more than a clock reading while nothing has expired. */
    public UsageView view() {
        int phase = readers.enter();
        return new StoreView(fresh(), clock.millis(), () -> readers.leave(phase));
    }

    /** Returns the number of stored nodes, expired or not. */
    int heldNodes() {
        synchronized (lock) {
            return held.nodeCount();
        }
    }

    /**
     * Returns the published snapshot without expired nodes and pods. If anything has expired, the snapshot must still
     * be the published one at the end; otherwise one roster version could identify two rosters.
     */
    private StoreSnapshot fresh() {
        StoreSnapshot current = published;
        StoreSnapshot fresh = current.at(ticker.getAsLong(), maxAgeNanos);
        while (fresh.tooOld() > 0 && current != published) {
            current = published;
            fresh = current.at(ticker.getAsLong(), maxAgeNanos);
        }
        return fresh;
    }
}
