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
 * The last points of every node, in memory.
 *
 * <p>Usage is worked out once, when a batch comes in, and kept with the series; readers only read. Ages are measured by
 * our own ticker from when an answer last told a sample, never by the kubelet's timestamps, so that a node whose clock
 * is an hour off is served like any other, and no step of our own clock makes anything old.
 *
 * <p>Thread-safe. Writers take one private lock, under which there is neither I/O nor a call to the
 * outside. Readers take none: what they get does not change while their view is open.
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
    /** Where each node was in the snapshot when it was written last. */
    private final Map<String, Integer> places = new HashMap<>();
    // Written under lock, read by anyone.
    private volatile StoreSnapshot published = StoreSnapshot.EMPTY;

    /**
     * An empty store.
     *
     * @param cluster what the API server says of nodes and pods
     * @param clock for the times that people are told, and to notice samples from the future
     * @param ticker nanoseconds from any origin that only go forward, for ages
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

    /** Returns what is reported and not served, as a check for readyz and as counts. */
    public WithheldObjects withheld() {
        return withheld;
    }

    /**
     * Makes {@code batch} the node's last one. An answer without any pod and without the node's CPU is refused, counted
     * as {@link Anomaly#ZERO_USAGE}, and erases nothing: a kubelet that has no pods left still knows its own CPU.
     */
    @Override
    public void accept(NodeBatch batch) {
        IntakeFindings findings = new IntakeFindings();
        int tooOld = isHollow(batch) ? refuse(findings) : write(batch, findings);
        findings.tell(batch.node(), observer);
        withheld.put(batch.node(), findings.withheld());
        tellTooOld(tooOld);
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
        tellTooOld(tooOld);
    }

    // Called under lock. Where the node is, remembered for its next answer.
    private int placed(StoreSnapshot snapshot, String node) {
        Integer before = places.getOrDefault(node, 0);
        int at = snapshot.indexOf(node, before);
        int place = at < 0 ? -1 - at : at;
        if (place != before) {
            places.put(node, place);
        }
        return at;
    }

    private void tellTooOld(int count) {
        if (count > 0) {
            observer.evicted(StoreObserver.MAX_AGE, count);
        }
    }

    /**
     * What is known now, for as long as it is open. Costs no more than a look at the clocks while nothing is too old.
     */
    public UsageView view() {
        int phase = readers.enter();
        return new StoreView(fresh(), clock.millis(), () -> readers.leave(phase));
    }

    /** Returns how many nodes are held, fresh or not. */
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
