package io.kubestats.cluster.targets;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.model.KubeletTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery of targets from flags and from a file that is reloaded when it changes. If the file is missing, unreadable
 * or invalid, the previous targets stay and one warning reports the reason. Thread-safe.
 */
public final class StaticTargets implements TargetDiscovery {
    /** Interval between checks of the file. */
    public static final Duration POLL_PERIOD = Duration.ofSeconds(5);

    private final ParsedTargets given;
    private final @Nullable Path file;
    private final Logger log;
    private final Lock lock = new ReentrantLock(); // Held while listeners are called, so that calls never overlap
    private final List<Consumer<List<KubeletTarget>>> listeners = new ArrayList<>();
    private List<KubeletTarget> targets;
    private String seen = "";

    StaticTargets(List<KubeletTarget> given, @Nullable Path file, Logger log) {
        this.given = new ParsedTargets(given, List.of());
        this.file = file;
        this.log = requireNonNull(log, "log");
        this.targets = this.given.targets();
    }

    /** Returns a fixed set of targets. */
    public static StaticTargets of(List<KubeletTarget> given) {
        return new StaticTargets(given, null, LoggerFactory.getLogger(StaticTargets.class));
    }

    /**
     * Returns the given targets plus those in {@code file}, which is read on {@link #poll} and before the first
     * subscription.
     */
    public static StaticTargets withFile(List<KubeletTarget> given, Path file) {
        return new StaticTargets(given, requireNonNull(file, "file"), LoggerFactory.getLogger(StaticTargets.class));
    }

    @Override
    public void subscribe(Consumer<List<KubeletTarget>> listener) {
        lock.lock();
        try {
            if (seen.isEmpty()) {
                poll();
            }
            listeners.add(requireNonNull(listener, "listener"));
            listener.accept(targets);
        } finally {
            lock.unlock();
        }
    }

    /** Polls every {@link #POLL_PERIOD} until the owner of {@code scheduler} shuts it down. */
    public void pollOn(ScheduledExecutorService scheduler) {
        if (file != null) {
            var unused = scheduler.scheduleWithFixedDelay(
                    this::pollSafely, POLL_PERIOD.toMillis(), POLL_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Reads the file, and notifies the listeners if the targets changed. */
    public void poll() {
        if (file != null) {
            lock.lock();
            try {
                read(file);
            } finally {
                lock.unlock();
            }
        }
    }

    private void pollSafely() {
        try {
            poll();
        } catch (RuntimeException | Error e) { // An exception would cancel the schedule.
            log.atError().setCause(e).log("reading the targets file failed: internal error");
        }
    }

    private void read(Path path) {
        ParsedTargets parsed;
        try {
            String text = ParsedTargets.read(path);
            if (isSeen("text " + text)) {
                return;
            }
            parsed = given.and(ParsedTargets.ofText(path, text), path.toString());
        } catch (IOException e) {
            String problem = ParsedTargets.reason(path, e);
            if (isSeen("problem " + problem)) {
                return;
            }
            parsed = new ParsedTargets(List.of(), List.of(problem));
        }
        take(path, parsed);
    }

    private boolean isSeen(String now) {
        boolean same = now.equals(seen);
        seen = now;
        return same;
    }

    private void take(Path path, ParsedTargets parsed) {
        if (!parsed.problems().isEmpty()) {
            log.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("problem", '"' + parsed.problems().get(0) + '"')
                    .addKeyValue("problems", parsed.problems().size())
                    .addKeyValue("targets", targets.size())
                    .log("targets file rejected; keeping the previous targets");
            return;
        }
        log.atInfo()
                .addKeyValue("file", path)
                .addKeyValue("targets", parsed.targets().size())
                .log("targets file loaded");
        if (!parsed.targets().equals(targets)) {
            targets = parsed.targets();
            listeners.forEach(listener -> listener.accept(targets));
        }
    }
}
