package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of verdicts with an expiry, bounded in bytes. Each verdict belongs to an owner, whose share of the table is
 * bounded too. A verdict without room displaces the oldest verdict of its own owner, or of the owner that holds most:
 * a flood by one owner leaves what others hold. Keys are digests, so that a key of any length takes the same room.
 *
 * <p>Time is a number of any unit that the user of the table chooses. Not thread-safe.
 */
final class VerdictTable<V> {
    static final long MOST_BYTES = 2 << 20;
    static final long MOST_BYTES_OF_AN_OWNER = MOST_BYTES / 2;

    /** Upper estimate of the memory of the entries of both collections, the key's digest and the records. */
    private static final int ENTRY_BYTES = 400;

    private static final int BYTES_OF_A_CHAR = 2;

    private final Map<String, Entry<V>> entries = new HashMap<>();
    private final Map<String, Share> shares = new HashMap<>();
    private long bytes;

    /** Returns the verdict under {@code key} if it has not expired by {@code now}. */
    Optional<V> get(String key, long now) {
        Entry<V> entry = entries.get(key);
        return entry == null || entry.until - now <= 0 ? Optional.empty() : Optional.of(entry.value);
    }

    /**
     * Adds or replaces a verdict and removes those that have expired by {@code now}.
     *
     * @param chars length of the text that {@code value} holds
     */
    void put(String key, String owner, V value, int chars, long until, long now) {
        requireNonNull(key, "key");
        removeExpired(now);
        remove(key);
        long size = ENTRY_BYTES + (long) BYTES_OF_A_CHAR * (owner.length() + chars);
        if (size > MOST_BYTES_OF_AN_OWNER) {
            return;
        }
        Share share = shares.computeIfAbsent(owner, any -> new Share());
        entries.put(key, new Entry<>(owner, value, size, until));
        share.keys.add(key);
        share.bytes += size;
        bytes += size;
        while (share.bytes > MOST_BYTES_OF_AN_OWNER) {
            remove(share.oldest());
        }
        while (bytes > MOST_BYTES) {
            remove(largestShare().oldest());
        }
    }

    /** Removes the verdicts that have expired by {@code now}. */
    void removeExpired(long now) {
        Iterator<Map.Entry<String, Entry<V>>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Entry<V>> next = all.next();
            if (next.getValue().until - now <= 0) {
                all.remove();
                leave(next.getKey(), next.getValue());
            }
        }
    }

    /** Returns an upper estimate of the memory that the verdicts retain. */
    long bytes() {
        return bytes;
    }

    /** Returns the number of verdicts, expired ones included. */
    int size() {
        return entries.size();
    }

    private void remove(String key) {
        Entry<V> removed = entries.remove(key);
        if (removed != null) {
            leave(key, removed);
        }
    }

    private void leave(String key, Entry<V> removed) {
        Share share = requireNonNull(shares.get(removed.owner), "share");
        share.keys.remove(key);
        share.bytes -= removed.bytes;
        bytes -= removed.bytes;
        if (share.keys.isEmpty()) {
            shares.remove(removed.owner);
        }
    }

    private Share largestShare() {
        return shares.values().stream()
                .max((a, b) -> Long.compare(a.bytes, b.bytes))
                .orElseThrow();
    }

    private record Entry<V>(String owner, V value, long bytes, long until) {}

    /** The verdicts of one owner, the oldest first. */
    private static final class Share {
        private final Set<String> keys = new LinkedHashSet<>();
        private long bytes;

        String oldest() {
            return keys.iterator().next();
        }
    }
}
