package io.kubestats.kubelet;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Deadlines of all running attempts, on a single shared timer. Separate timers would each wake a thread, mostly after
 * their attempt has already finished. Thread-safe.
 */
final class AttemptDeadlines extends CyclicTimeouts<Attempt> {
    private final Set<Attempt> running = ConcurrentHashMap.newKeySet();

    AttemptDeadlines(Scheduler scheduler) {
        super(scheduler);
    }

    void add(Attempt attempt) {
        running.add(attempt);
        schedule(attempt);
    }

    void remove(Attempt attempt) {
        running.remove(attempt);
    }

    @Override
    protected Iterator<Attempt> iterator() {
        return running.iterator();
    }

    @Override
    protected boolean onExpired(Attempt attempt) {
        return attempt.expire();
    }
}
