package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A pager of lists. All pages of a list show the same set of objects, the roster, with their current usage. A roster is
 * identified by a hash of its names, so any replica with the same set can continue. If the set has changed, the last
 * few rosters of each namespace are kept for five minutes. A roster is found only by a request of the scope that it was
 * created for. Thread-safe.
 *
 * @param <T> metadata of an object
 */
final class Pager<T> {
    /** The most rosters of one namespace, and of all namespaces together: callers of one cannot displace another's. */
    static final int MOST_OF_A_NAMESPACE = 4;

    /** The most rosters in total; each takes a reference per object. */
    static final int MOST = 32;

    private static final long PRIME = 0x100000001b3L;
    private static final long KEPT_MILLIS = 300_000;

    private final Clock clock;
    private final Function<T, String> namespaceOf;
    private final Function<T, String> nameOf;
    private final Object lock = new Object();

    /** Rosters in order of last use. Guarded by {@link #lock}. */
    private final Map<Key, Roster<T>> rosters = new LinkedHashMap<>();

    private record Key(ListScope scope, long number) {}

    private record Roster<T>(List<T> metas, long keptUntilMillis) {}

    Pager(Clock clock, Function<T, String> namespaceOf, Function<T, String> nameOf) {
        this.clock = clock;
        this.namespaceOf = namespaceOf;
        this.nameOf = nameOf;
    }

    /**
     * Returns one page.
     *
     * @param metas all objects that are selected now
     * @param scope the scope of the request
     * @param uses source of usage; objects without one are on no page
     * @throws ApiStatusException 400 for a token that does not belong to the request, 410 for one whose roster has
     * expired
     */
    ListPage page(List<T> metas, ListScope scope, ListOptions options, UsageJoin<T> uses) throws ApiStatusException {
        removeExpired();
        if (options.continueToken().isEmpty()) {
            return page(metas, 0, scope, options.limit(), uses);
        }
        ContinueToken token = ContinueToken.parse(options.continueToken(), scope);
        List<T> roster = roster(metas, scope, token);
        int first = 0;
        while (first < roster.size() && !isAfter(token, roster.get(first))) {
            first++;
        }
        return page(roster, first, scope, options.limit(), uses);
    }

    /** Returns the number of rosters. */
    int kept() {
        synchronized (lock) {
            return rosters.size();
        }
    }

    private ListPage page(List<T> roster, int first, ListScope scope, long limit, UsageJoin<T> uses) {
        ListPage rest = new ListPage(uses.ofAll(roster.subList(first, roster.size())), "");
        if (limit == 0) {
            return rest;
        }
        int size = 0;
        int end = first;
        for (int i = first; i < roster.size(); i++) {
            if (uses.of(roster.get(i)).isEmpty()) {
                continue;
            }
            if (size == limit) {
                return new ListPage(
                        uses.ofAll(roster.subList(first, end)), next(List.copyOf(roster), scope, roster.get(end - 1)));
            }
            size++;
            end = i + 1;
        }
        return rest;
    }

    private boolean isAfter(ContinueToken token, T meta) {
        return token.isBefore(namespaceOf.apply(meta), nameOf.apply(meta));
    }

    private String next(List<T> roster, ListScope scope, T last) {
        long number = number(roster);
        Key key = new Key(scope, number);
        synchronized (lock) {
            rosters.remove(key);
            rosters.put(key, new Roster<>(roster, clock.millis() + KEPT_MILLIS));
            makeRoom(scope.namespace());
        }
        return new ContinueToken(
                        scope.fingerprint(), OptionalLong.of(number), namespaceOf.apply(last), nameOf.apply(last))
                .text();
    }

    /** Evicts rosters to make room for one. Call with {@link #lock} held. */
    private void makeRoom(Optional<String> namespace) {
        List<Key> ofNamespace = rosters.keySet().stream()
                .filter(key -> key.scope.namespace().equals(namespace))
                .toList();
        if (ofNamespace.size() > MOST_OF_A_NAMESPACE) {
            rosters.remove(ofNamespace.get(0));
        }
        if (rosters.size() > MOST) {
            rosters.remove(rosters.keySet().iterator().next());
        }
    }

    private void removeExpired() {
        long now = clock.millis();
        synchronized (lock) {
            rosters.values().removeIf(kept -> kept.keptUntilMillis < now);
        }
    }

    private List<T> roster(List<T> metas, ListScope scope, ContinueToken token) throws ApiStatusException {
        if (token.roster().isEmpty() || token.roster().getAsLong() == number(metas)) {
            return metas;
        }
        synchronized (lock) {
            Roster<T> kept = rosters.get(new Key(scope, token.roster().getAsLong()));
            if (kept != null) {
                return kept.metas;
            }
        }
        throw ApiStatus.expired(token.withoutRoster().text()).asException();
    }

    private long number(List<T> metas) {
        long number = metas.size();
        for (T meta : metas) {
            number = (number * PRIME) ^ namespaceOf.apply(meta).hashCode();
            number = (number * PRIME) ^ nameOf.apply(meta).hashCode();
        }
        return number;
    }
}
