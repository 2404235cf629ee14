package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NamespacePods;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodLister;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A table of the watched pods with a catalogue for readers. The catalogue is refreshed lazily by readers, and only for
 * changed namespaces, so that an idle server does no work; a change is visible at most {@link #PUBLISH_EVERY} after its
 * arrival. Thread-safe for a single writer and many readers.
 */
final class PodTable implements ObjectTable<PodMeta>, PodLister {
    /** Minimum interval between catalogue refreshes. */
    static final Duration PUBLISH_EVERY = Duration.ofMillis(200);

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock(); // Guards namespaces and listing.
    private Map<String, Namespace> namespaces = new TreeMap<>();
    private Map<String, Namespace> listing = namespaces;
    private volatile boolean changed;
    private final AtomicInteger size = new AtomicInteger();
    private volatile Published published;

    /** Creates an empty table. */
    PodTable(LongSupplier nanos) {
        this.nanos = requireNonNull(nanos, "nanos");
        this.published = new Published(PodCatalog.of(List.of()), nanos.getAsLong());
    }

    @Override
    public void beginList() {
        lock.lock();
        try {
            listing = new TreeMap<>();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void put(PodMeta pod) {
        lock.lock();
        try {
            Namespace namespace = listing.computeIfAbsent(pod.namespace(), unused -> new Namespace());
            boolean isNew = namespace.put(pod);
            if (listing == namespaces) {
                size.addAndGet(isNew ? 1 : 0);
                changed = true;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(PodMeta pod) {
        lock.lock();
        try {
            Namespace namespace = listing.get(pod.namespace());
            if (namespace != null && namespace.remove(pod.name())) {
                size.decrementAndGet();
                if (namespace.pods.isEmpty()) {
                    listing.remove(pod.namespace());
                }
                changed = true;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void endList() {
        lock.lock();
        try {
            namespaces = listing;
            size.set(namespaces.values().stream()
                    .mapToInt(namespace -> namespace.pods.size())
                    .sum());
            publish();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        return size.get();
    }

    @Override
    public Optional<PodMeta> pod(String namespace, String name) {
        return catalog().pod(namespace, name);
    }

    @Override
    public List<PodMeta> pods(LabelSelector selector) {
        return catalog().pods(selector);
    }

    @Override
    public List<PodMeta> pods(String namespace, LabelSelector selector) {
        return catalog().pods(namespace, selector);
    }

    /** Returns the catalogue, refreshed first if it is due. */
    private PodCatalog catalog() {
        Published newest = published;
        if (changed && nanos.getAsLong() - newest.at >= PUBLISH_EVERY.toNanos() && lock.tryLock()) {
            try {
                publish();
            } finally {
                lock.unlock();
            }
            newest = published;
        }
        return newest.catalog;
    }

    private void publish() {
        if (listing != namespaces) {
            return; // A list is in progress; readers keep the previous catalogue until it is complete.
        }
        Map<String, NamespacePods> sorted = new TreeMap<>();
        namespaces.forEach((name, namespace) -> sorted.put(name, namespace.published()));
        changed = false;
        published = new Published(PodCatalog.ofNamespaces(sorted), nanos.getAsLong());
    }

    /**
     * The pods of one namespace, sorted by name, with a cached snapshot for readers. The API server's lists are sorted
     * too, so they append at the end. Guarded by the table's lock.
     */
    private static final class Namespace {
        private final List<PodMeta> pods = new ArrayList<>();
        private Optional<NamespacePods> published = Optional.empty();

        /** Adds or replaces a pod; returns whether it was added. */
        boolean put(PodMeta pod) {
            int place = NamespacePods.place(pods, pod.name());
            if (place < 0) {
                pods.add(-place - 1, pod);
                published = Optional.empty();
                return true;
            }
            if (!pods.set(place, pod).equals(pod)) {
                published = Optional.empty();
            }
            return false;
        }

        boolean remove(String name) {
            int place = NamespacePods.place(pods, name);
            if (place < 0) {
                return false;
            }
            pods.remove(place);
            published = Optional.empty();
            return true;
        }

        NamespacePods published() {
            if (published.isEmpty()) {
                published = Optional.of(new NamespacePods(List.copyOf(pods)));
            }
            return published.get();
        }
    }

    private record Published(PodCatalog catalog, long at) {}
}
