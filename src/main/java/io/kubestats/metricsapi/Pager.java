package io.kubestats.metricsapi;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Cuts lists into pages. All pages of a list show the same set of objects, though each shows their newest use. The set
 * is known by a number made from its names, so any replica that sees the same set can go on with it; should it have
 * changed, the few sets that were last paged through are still here, for five minutes. Safe for any number of threads.
 *
 * @param <T> what the cluster says of an object
 */
final class Pager<T> {
    /** Sets kept; each costs a reference per object. */
    private static final int MOST_ROSTERS = 8;

    private static final long PRIME = 0x100000001b3L;
    private static final long KEPT_MILLIS = 300_000;

    private final Clock clock;
    private final Function<T, String> namespaceOf;
    private final Function<T, String> nameOf;
    private final Object lock = new Object();

    /** The set last used comes last. Guarded by {@link #lock}. */
    private final Map<Long, Roster<T>> rosters = new LinkedHashMap<>();

    private record Roster<T>(List<T> metas, long keptUntilMillis) {}

    Pager(Clock clock, Function<T, String> namespaceOf, Function<T, String> nameOf) {
        this.clock = clock;
        this.namespaceOf = namespaceOf;
        this.nameOf = nameOf;
    }

    /**
     * One page of what the options ask for.
     *
     * @param metas all objects that are selected now
     * @param uses where their uses are; objects without one are on no page
     * @throws ApiStatusException 400 for a token that is none, 410 for one whose set is gone
     */
    Page page(List<T> metas, ListOptions options, Uses<T> uses) throws ApiStatusException {
        if (options.continueToken().isEmpty()) {
            return page(metas, 0, options.limit(), uses);
        }
        ContinueToken token = ContinueToken.parse(options.continueToken());
        List<T> roster = roster(metas, token);
        int first = 0;
        while (first < roster.size() && !isAfter(token, roster.get(first))) {
            first++;
        }
        return page(roster, first, options.limit(), uses);
    }

    private Page page(List<T> roster, int first, long limit, Uses<T> uses) {
        Page rest = new Page(uses.ofAll(roster.subList(first, roster.size())), "");
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
                return new Page(uses.ofAll(roster.subList(first, end)), next(roster, roster.get(end - 1)));
            }
            size++;
            end = i + 1;
        }
        return rest;
    }

    private boolean isAfter(ContinueToken token, T meta) {
        return token.isBefore(namespaceOf.apply(meta), nameOf.apply(meta));
    }

    private String next(List<T> roster, T last) {
        long number = number(roster);
        long now = clock.millis();
        synchronized (lock) {
            rosters.remove(number);
            rosters.put(number, new Roster<>(roster, now + KEPT_MILLIS));
            rosters.values().removeIf(kept -> kept.keptUntilMillis < now);
            if (rosters.size() > MOST_ROSTERS) {
                rosters.remove(rosters.keySet().iterator().next());
            }
        }
        return new ContinueToken(OptionalLong.of(number), namespaceOf.apply(last), nameOf.apply(last)).text();
    }

    private List<T> roster(List<T> metas, ContinueToken token) throws ApiStatusException {
        if (token.roster().isEmpty() || token.roster().getAsLong() == number(metas)) {
            return metas;
        }
        synchronized (lock) {
            Roster<T> kept = rosters.get(token.roster().getAsLong());
            if (kept != null && kept.keptUntilMillis >= clock.millis()) {
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
