package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.config.ScrapeConfig;
import io.kubestats.kubelet.KubeletClient;
import io.kubestats.store.BatchSink;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps one loop for each discovered target, from {@link #start} to {@link #close}, with a single thread of its own
 * that never waits for a kubelet. Thread-safe.
 *
 * <p>Each target is asked soon after it appears, then once per metric resolution at an offset that is a hash of its
 * name; every full resolution the full answer stands in for the fast one. At most one attempt is in flight per target
 * and lane, at most {@link ScrapeConfig#concurrency} in all; a lane of a target that fails four times in a row is left
 * alone for two of its periods at first and two minutes at most, and a target without statistics for ten minutes.
 */
public final class ScrapePool implements TargetStatuses, AutoCloseable {
    /** The scheduler turns at least this often, with nothing to do too. */
    public static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private static final Comparator<ScrapeLoop> BY_NODE =
            Comparator.comparing(loop -> loop.target().node());

    private final TargetDiscovery discovery;
    private final long maxSampleAge;
    private final ScrapeClock clock;
    private final ScrapeFaults faults;
    private final OutageLog outages;
    private final ScrapeGuard guard;
    private final ScrapeScheduler agenda;
    private final AtomicLong turnedAt;
    private final AtomicReference<@Nullable Thread> scheduler = new AtomicReference<>();

    /**
     * A pool that is still.
     *
     * @param wall wall time, for people and for the places in the period
     * @param nanos a ticker that runs steadily, for everything else
     */
    public ScrapePool(
            ScrapeConfig config,
            TargetDiscovery discovery,
            KubeletClient client,
            BatchSink sink,
            ScrapeObserver observer,
            Clock wall,
            LongSupplier nanos) {
        this.discovery = requireNonNull(discovery, "discovery");
        this.maxSampleAge = config.maxSampleAge().toNanos();
        this.clock = ScrapeClock.anchored(wall, nanos);
        this.faults = new ScrapeFaults();
        this.outages = new OutageLog(LoggerFactory.getLogger(ScrapePool.class), config);
        this.guard = new ScrapeGuard(config, clock);
        this.agenda = new ScrapeScheduler(
                new ScrapeSchedule(config),
                guard,
                new AttemptRunner(client, sink, observer, clock, outages, faults),
                clock,
                config.timeout());
        this.turnedAt = new AtomicLong(clock.now());
    }

    /** Begins to follow the discovery and to scrape. Once only. */
    public void start() {
        Thread thread = new Thread(this::turnUntilClosed, "kubestats-scheduler");
        thread.setDaemon(true);
        if (!scheduler.compareAndSet(null, thread)) {
            throw new IllegalStateException("a scrape pool starts once");
        }
        follow();
        thread.start();
    }

    /** Cancels all attempts in flight and stops. What was stored stays. A closed pool does not start again. */
    @Override
    public void close() {
        agenda.close();
        Thread thread = scheduler.get();
        if (thread != null && thread != Thread.currentThread()) {
            try {
                thread.join(LONGEST_STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public List<TargetStatus> statuses() {
        return agenda.loops().stream().sorted(BY_NODE).map(ScrapeLoop::status).toList();
    }

    /** How many targets answered lately, and which do not give all they should. */
    public ScrapeCoverage coverage() {
        CoverageCount count = new CoverageCount(clock.now(), maxSampleAge);
        agenda.loops().stream()
                .sorted(BY_NODE)
                .forEach(loop -> count.add(loop.target().node(), loop.health()));
        return count.coverage(agenda.firstRoundLeft());
    }

    /** How long ago the scheduler last turned. */
    public Duration sinceLastTurn() {
        return Duration.ofNanos(clock.now() - turnedAt.get());
    }

    /** Due times that passed unserved since the scheduler came more than a resolution late. */
    public long missedSlots() {
        return agenda.missedSlots();
    }

    /** Errors of sink, observer or client that were caught: each is a defect. */
    public long faults() {
        return faults.total();
    }

    /** Permits of the bulkhead that are free. */
    int freePermits() {
        return guard.freePermits();
    }

    /** Follows the discovery without a thread of our own, for tests that turn by hand. */
    void follow() {
        discovery.subscribe(agenda::update);
    }

    /** Does what is due now. Never throws. */
    void runDue() {
        try {
            turnedAt.set(agenda.runDue());
            outages.turn(clock.now());
        } catch (RuntimeException | Error e) {
            faults.count("scheduler", e);
        }
    }

    private void turnUntilClosed() {
        try {
            do {
                runDue();
            } while (agenda.await(LONGEST_TURN));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
