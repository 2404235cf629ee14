package io.kubestats.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A registry of the open connections that limits the resources clients hold. A connection belongs to a stranger until a
 * caller on it has authenticated. Strangers have seconds for a handshake and a request, and share a bounded number of
 * connections: beyond it, the address that holds the most loses its oldest one, so that one address never locks out
 * another. The bytes of all requests in progress are bounded in the same way. A client that takes no byte of a response
 * for seconds is disconnected, authenticated or not. Thread-safe.
 */
final class ConnectionRegistry {
    /** Time limit for a stranger's handshake, and for sending a complete request. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Time limit for a client to take at least one byte of a pending response. */
    static final Duration LONGEST_STALL = Duration.ofSeconds(10);

    /**
     * Room for a burst from the API server, whose connections count as strangers' until their first request is judged.
     */
    static final int MAX_STRANGERS = 512;

    /** Bytes that a connection may send before its request counts against the shared limit. */
    static final int FREE_BYTES = 2 << 10;

    /** Heap bytes required per connection of a stranger, an estimate that bounds the part of the heap they may fill. */
    private static final int BYTES_OF_STRANGER = 256 << 10;

    /** Divisor of the heap for request bytes: a header of tiny fields takes about 22 times its size. */
    private static final int PART_OF_HEAP = 64;

    private static final String LARGE = "connections were closed: requests in progress held too many bytes";
    private static final String MANY = "unauthenticated connections were closed: there were too many";
    private static final String SLOW =
            "unauthenticated connections were closed: no request within " + PATIENCE.toSeconds() + " s";
    private static final String STALLED =
            "connections were cut off: their clients read nothing for " + LONGEST_STALL.toSeconds() + " s";

    private final long maxBytes;
    private final int maxStrangers;
    private final int maxProven;
    private final RefusalLog log;
    private final LongSupplier nanos;
    private final Lock lock = new ReentrantLock(); // Guards strangers and proven.
    private final Set<ClientEndPoint> strangers = new LinkedHashSet<>(); // Oldest first.
    private final Set<ClientEndPoint> proven = new LinkedHashSet<>();

    /** Creates a registry that keeps {@code wanted} connections for known callers, as far as descriptors allow. */
    ConnectionRegistry(int wanted, DescriptorLimit descriptors, RefusalLog log, LongSupplier nanos) {
        this(wanted, descriptors, Runtime.getRuntime().maxMemory(), log, nanos);
    }

    /** Creates a registry for a heap of {@code heapBytes}. */
    ConnectionRegistry(int wanted, DescriptorLimit descriptors, long heapBytes, RefusalLog log, LongSupplier nanos) {
        this.maxBytes = heapBytes / PART_OF_HEAP;
        this.maxStrangers = descriptors.share((int) Math.min(MAX_STRANGERS, heapBytes / BYTES_OF_STRANGER));
        this.maxProven = descriptors.share(wanted);
        this.log = requireNonNull(log, "log");
        this.nanos = requireNonNull(nanos, "nanos");
    }

    void opened(ClientEndPoint client) {
        List<ClientEndPoint> surplus;
        lock.lock();
        try {
            strangers.add(client);
            surplus = strangers.size() > maxStrangers ? List.of(oldestOfLargestHolder()) : List.of();
            surplus.forEach(strangers::remove);
        } finally {
            lock.unlock();
        }
        cutOff(surplus, MANY);
    }

    void closed(ClientEndPoint client) {
        lock.lock();
        try {
            strangers.remove(client);
            proven.remove(client);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the limit on strangers' connections. */
    int maxStrangers() {
        return maxStrangers;
    }

    /** Notes that {@code client} has sent something. */
    void received(ClientEndPoint client) {
        if (client.received() <= FREE_BYTES) {
            return;
        }
        List<ClientEndPoint> surplus;
        lock.lock();
        try {
            surplus = largestIfTooMuch();
        } finally {
            lock.unlock();
        }
        cutOff(surplus, LARGE);
    }

    /** Notes that a caller on {@code client} has authenticated. Without room, the connection remains a stranger's. */
    void prove(ClientEndPoint client) {
        if (client.isProven()) {
            return;
        }
        lock.lock();
        try {
            if (proven.size() < maxProven && strangers.remove(client)) {
                proven.add(client);
                client.setProven();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connections that have exceeded a time limit. */
    void enforce() {
        long now = nanos.getAsLong();
        long patience = now - PATIENCE.toNanos();
        long stall = now - LONGEST_STALL.toNanos();
        cutOff(select(strangers, client -> !client.isBusy() && client.waitingSince() - patience <= 0), SLOW);
        cutOff(select(strangers, client -> client.isStalledSince(stall)), STALLED);
        cutOff(select(proven, client -> client.isStalledSince(stall)), STALLED);
    }

    /** Closes the older half of the strangers' connections without a request, to free descriptors. */
    void shed() {
        List<ClientEndPoint> idle = select(strangers, client -> !client.isBusy());
        cutOff(
                idle.subList(0, (idle.size() + 1) / 2),
                "unauthenticated connections were closed: no descriptor was free");
    }

    /** Returns the number of open connections. */
    int count() {
        lock.lock();
        try {
            return strangers.size() + proven.size();
        } finally {
            lock.unlock();
        }
    }

    private List<ClientEndPoint> select(Set<ClientEndPoint> clients, Predicate<ClientEndPoint> which) {
        lock.lock();
        try {
            List<ClientEndPoint> selected = new ArrayList<>();
            for (ClientEndPoint client : clients) {
                if (which.test(client)) {
                    selected.add(client);
                }
            }
            return selected;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the largest request of the address that holds the most bytes; the caller holds the lock. */
    private List<ClientEndPoint> largestIfTooMuch() {
        Map<InetAddress, Long> held = new HashMap<>();
        long all = 0;
        for (Set<ClientEndPoint> clients : List.of(strangers, proven)) {
            for (ClientEndPoint client : clients) {
                int counted = client.received() - FREE_BYTES;
                if (counted > 0) {
                    all += counted;
                    held.merge(client.address(), (long) counted, Long::sum);
                }
            }
        }
        if (all <= maxBytes) {
            return List.of();
        }
        InetAddress holder =
                Collections.max(held.entrySet(), Map.Entry.comparingByValue()).getKey();
        return Stream.concat(strangers.stream(), proven.stream())
                .filter(client -> client.address().equals(holder))
                .max(Comparator.comparingInt(ClientEndPoint::received))
                .stream()
                .toList();
    }

    /** Prefers a connection without a request; the caller holds the lock. */
    private ClientEndPoint oldestOfLargestHolder() {
        Map<InetAddress, Integer> counts = new HashMap<>();
        int most = 0;
        for (ClientEndPoint client : strangers) {
            most = Math.max(most, counts.merge(client.address(), 1, Integer::sum));
        }
        ClientEndPoint oldest = strangers.iterator().next();
        boolean found = false;
        for (ClientEndPoint client : strangers) {
            if (counts.getOrDefault(client.address(), 0) == most) {
                if (!client.isBusy()) {
                    return client;
                }
                oldest = found ? oldest : client;
                found = true;
            }
        }
        return oldest;
    }

    private void cutOff(List<ClientEndPoint> clients, String why) {
        for (ClientEndPoint client : clients) {
            String address = client.address().getHostAddress();
            if (why.equals(SLOW)) {
                // Go clients, including the API server, keep spare connections that they may never use.
                log.mention(why, address);
            } else {
                log.note(why, address);
            }
            ConnectionReset.reset(client, new TimeoutException(why));
        }
    }
}
