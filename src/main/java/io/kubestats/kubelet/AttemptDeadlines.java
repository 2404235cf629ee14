package io.kubestats.kubelet;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.CyclicTimeouts;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends attempts that take too long, by one timer for all of them: a timer for each wakes a thread for each, and hardly
 * any is still running by then. Thread-safe.
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
