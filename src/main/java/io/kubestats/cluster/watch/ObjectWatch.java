package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reflector that keeps a table equal to the API server's objects of one kind: a list, then a watch from its version.
 * An ended watch resumes from its last version; if that version is too old, a new list atomically replaces the table.
 * Failures cause exponential back-off with jitter. Objects stay in the table throughout. Runs on one thread.
 *
 * <p>A list may be as old as the known state, and the first list of any age, so that the API server can answer from its
 * cache. If such a list fails, the next one reads the newest state, in pages.
 */
final class ObjectWatch<T> implements Runnable {
    static final Duration FIRST_WAIT = Duration.ofMillis(500);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ObjectWatch.class);
    private static final int SHORTEST_WATCH_SECONDS = 300;
    private static final int WATCH_JITTER_SECONDS = 300;
    private static final String ANY_VERSION = "0";
    private static final int MOST_DOUBLINGS = 10;
    private static final int FAILURES_BEFORE_LIST = 5;
    private static final Duration SHORTEST_GOOD_WATCH = Duration.ofSeconds(1);

    private final WatchedKind kind;
    private final ListReader<T> lists;
    private final EventReader<T> events;
    private final ObjectTable<T> table;
    private final LongSupplier nanos;
    private final InterruptibleSleep pause;
    private final Jitter jitter;
    private volatile WatchState state = new WatchState.Listing(0);
    private String resourceVersion = "";
    private String listNotOlderThan = ANY_VERSION;
    private int failures;

    /**
     * Creates a watch that is not started yet.
     *
     * @param seed seed of the jitter; differs between replicas so that they do not reconnect simultaneously
     */
    ObjectWatch(
            WatchedKind kind,
            ApiServer apiServer,
            ObjectDecoder<T> decoder,
            ObjectTable<T> table,
            LongSupplier nanos,
            InterruptibleSleep pause,
            long seed) {
        this.kind = requireNonNull(kind, "kind");
        this.table = requireNonNull(table, "table");
        this.lists = new ListReader<>(kind, apiServer, decoder, table);
        this.events = new EventReader<>(kind, apiServer, decoder, table);
        this.nanos = requireNonNull(nanos, "nanos");
        this.pause = requireNonNull(pause, "pause");
        this.jitter = new Jitter(seed);
    }

    /** Returns the current state. */
    WatchState state() {
        return state;
    }

    @Override
    public void run() {
        try {
            boolean ended = false;
            while (!ended) {
                ended = pause.of(round());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs one list or watch to its end, and returns the delay before the next. */
    private Duration round() throws InterruptedException {
        try {
            if (resourceVersion.isEmpty()) {
                list();
            } else {
                watch();
            }
            return Duration.ZERO;
        } catch (ApiServerException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (WatchException e) {
            if (e.needsList() || failures >= FAILURES_BEFORE_LIST) {
                resourceVersion = "";
            }
            return failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) { // The watch would otherwise end silently for good.
            LOG.atError().setCause(e).addKeyValue("kind", kind.plural()).log("watch failed: internal error");
            resourceVersion = "";
            return failed("internal error: " + e);
        }
    }

    private void list() throws ApiServerException, WatchException, InterruptedException {
        try {
            resourceVersion = lists.read(listNotOlderThan, this::listing);
        } catch (WatchException e) {
            listNotOlderThan = e.needsList() ? "" : listNotOlderThan;
            throw e;
        }
        listNotOlderThan = resourceVersion;
        failures = 0;
        recovered();
        LOG.atInfo()
                .addKeyValue("kind", kind.plural())
                .addKeyValue("count", table.size())
                .log("listed");
    }

    private void listing(int soFar) {
        if (!isListed()) {
            state = new WatchState.Listing(soFar);
        }
    }

    private void watch() throws ApiServerException, WatchException, InterruptedException {
        long seconds = SHORTEST_WATCH_SECONDS + jitter.upTo(WATCH_JITTER_SECONDS);
        String from = resourceVersion;
        long begin = nanos.getAsLong();
        try {
            events.read(from, seconds, this::recovered);
        } finally {
            resourceVersion = events.resourceVersion();
            listNotOlderThan = resourceVersion;
            if (!resourceVersion.equals(from)) {
                failures = 0;
            }
        }
        if (resourceVersion.equals(from) && nanos.getAsLong() - begin < SHORTEST_GOOD_WATCH.toNanos()) {
            throw WatchException.goOn("the watch of " + kind.plural() + " ended as soon as it began");
        }
        failures = 0;
    }

    private void recovered() {
        if (state instanceof WatchState.Broken broken) {
            LOG.atInfo()
                    .addKeyValue("kind", kind.plural())
                    .addKeyValue("outage", seconds(broken) + "s")
                    .log("watching again");
        }
        state = new WatchState.Synced();
    }

    private Duration failed(String problem) {
        boolean first = failures++ == 0;
        WatchState before = state;
        if (before instanceof WatchState.Broken broken) {
            state = new WatchState.Broken(problem, broken.sinceNanos());
        } else if (before instanceof WatchState.Synced) {
            state = new WatchState.Broken(problem, nanos.getAsLong());
        } else {
            first = !before.equals(new WatchState.ListFailed(problem));
            state = new WatchState.ListFailed(problem);
        }
        // Watches break at any time and usually resume at once, so only persistent failures deserve a warning.
        (first && isListed() ? LOG.atDebug() : failures == 2 || first ? LOG.atWarn() : LOG.atDebug())
                .addKeyValue("kind", kind.plural())
                .addKeyValue("cause", '"' + problem + '"')
                .log(isListed() ? "watch interrupted; serving the last known data" : "not listed yet");
        return wait(failures);
    }

    /** Returns half to all of an interval that doubles with each consecutive failure. */
    private Duration wait(int failuresInARow) {
        int doublings = Math.min(failuresInARow - 1, MOST_DOUBLINGS);
        long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << doublings);
        return Duration.ofMillis(most / 2 + jitter.upTo(most / 2));
    }

    private boolean isListed() {
        return state instanceof WatchState.Synced || state instanceof WatchState.Broken;
    }

    private long seconds(WatchState.Broken broken) {
        return Duration.ofNanos(nanos.getAsLong() - broken.sinceNanos()).toSeconds();
    }
}
