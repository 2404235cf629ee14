package io.kubestats.grafana;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Background client that queries the Metrics API of the demos every second, so that its request metrics have data. */
final class Visitors implements AutoCloseable {
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "visitors"));

    private final List<Future<?>> visits = new ArrayList<>();

    private Visitors() {}

    static Visitors of(List<DemoCluster> clusters) {
        Visitors visitors = new Visitors();
        for (DemoCluster cluster : clusters) {
            visitors.visits.add(visitors.thread.scheduleWithFixedDelay(() -> ask(cluster), 0, 1, TimeUnit.SECONDS));
        }
        return visitors;
    }

    private static void ask(DemoCluster cluster) {
        try {
            cluster.askAround();
        } catch (IOException | AssertionError notYet) {
            // The demo is starting or busy; the next visit is in a second.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        visits.forEach(visit -> visit.cancel(true));
        thread.shutdownNow();
    }
}
