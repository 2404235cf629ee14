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
 * Scheduler of scrape loops, one for each discovered target, from {@link #start} to {@link #close}. It has one thread,
 * which never waits for a kubelet. Thread-safe.
 *
 * <p>Each target is scraped soon after it appears, then once per metric resolution at an offset that is a hash of its
 * name; every full resolution the full response replaces the fast one. At most one attempt is in flight per target and
 * lane, and at most {@link ScrapeConfig#concurrency} in all. A lane of a target that fails four times in a row rests
 * for two of its periods at first and two minutes at most, and a target without statistics for ten minutes.
 */
public final class ScrapePool implements TargetStatuses, AutoCloseable {
    /** The longest time between two turns of the scheduler, even if nothing is due. */
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
     * Creates a pool that is not started.
     *
     * @param wall the wall clock, for display and for offsets in a period
     * @param nanos a monotonic ticker, for everything else
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

    /** Starts to follow the discovery and to scrape. May be called once. */
    public void start() {
        Thread thread = new Thread(this::turnUntilClosed, "kubestats-scheduler");
        thread.setDaemon(true);
        if (!scheduler.compareAndSet(null, thread)) {
            throw new IllegalStateException("a scrape pool starts once");
        }
        follow();
        thread.start();
    }

    /** Cancels all attempts in flight and stops. Stored samples stay. A closed pool cannot be started again. */
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

    /** Returns which targets responded recently, and which yield less than they should. */
    public ScrapeCoverage coverage() {
        CoverageCount count = new CoverageCount(clock.now(), maxSampleAge);
        agenda.loops().stream()
                .sorted(BY_NODE)
                .forEach(loop -> count.add(loop.target().node(), loop.health()));
        return count.coverage(agenda.firstRoundLeft());
    }

    /** Returns the time since the scheduler's last turn. */
    public Duration sinceLastTurn() {
        return Duration.ofNanos(clock.now() - turnedAt.get());
    }

    /**
     * Returns the number of due times that passed unserved because the scheduler was late by more than a resolution.
     */
    public long missedSlots() {
        return agenda.missedSlots();
    }

    /** Returns the number of caught errors of sink, observer or client; each is a defect. */
    public long faults() {
        return faults.total();
    }

    /** Returns the number of free permits of the bulkhead. */
    int freePermits() {
        return guard.freePermits();
    }

    /** Follows the discovery without a thread, for tests that call {@link #runDue} themselves. */
    void follow() {
        discovery.subscribe(agenda::update);
    }

    /** Performs the work that is due. Never throws. */
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
