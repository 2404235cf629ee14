package io.kubestats.kubelet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The items of one list of an answer, each name once: of two with the same name, the one that started later.
 *
 * <p>Meant to be cleared and filled again. Not safe for several threads.
 */
final class NewestByName<T> {
    /** Up to this many items it is cheaper to look at each than to hash. */
    private static final int SMALL = 32;

    private final BiPredicate<T, T> sameName;
    private final Function<T, String> name;
    private final ToLongFunction<T> startTime;
    private final List<T> items = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();

    NewestByName(BiPredicate<T, T> sameName, Function<T, String> name, ToLongFunction<T> startTime) {
        this.sameName = sameName;
        this.name = name;
        this.startTime = startTime;
    }

    /** Takes {@code item} in; whether its name was there already. */
    boolean add(T item) {
        int twin = items.size() < SMALL ? look(item) : positionOf(item);
        if (twin < 0) {
            if (items.size() >= SMALL) {
                positions.put(name.apply(item), items.size());
            }
            items.add(item);
            return false;
        }
        if (startTime.applyAsLong(item) > startTime.applyAsLong(items.get(twin))) {
            items.set(twin, item);
        }
        return true;
    }

    /** The items so far, in the order of their first appearance; the list is filled anew after {@link #clear}. */
    List<T> items() {
        return items;
    }

    void clear() {
        items.clear();
        if (!positions.isEmpty()) {
            positions.clear();
        }
    }

    private int look(T item) {
        for (int i = 0; i < items.size(); i++) {
            if (sameName.test(items.get(i), item)) {
                return i;
            }
        }
        return -1;
    }

    private int positionOf(T item) {
        if (positions.isEmpty()) {
            for (int i = 0; i < items.size(); i++) {
                positions.put(name.apply(items.get(i)), i);
            }
        }
        return positions.getOrDefault(name.apply(item), -1);
    }
}
