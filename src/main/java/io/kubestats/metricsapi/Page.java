package io.kubestats.metricsapi;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;

/**
 * Some objects of a list. Each is made when it is asked for, and each time: all of a large cluster at once would be as
 * much memory again as their samples take.
 *
 * @param continueToken where the next page begins; empty if this is the last
 */
record Page(List<ObjectMetrics> objects, String continueToken) {
    /** Of the objects that {@code made} makes. */
    static Page of(List<Supplier<ObjectMetrics>> made, String continueToken) {
        return new Page(new Made(made), continueToken);
    }

    private static final class Made extends AbstractList<ObjectMetrics> implements RandomAccess {
        private final List<Supplier<ObjectMetrics>> made;

        Made(List<Supplier<ObjectMetrics>> made) {
            this.made = made;
        }

        @Override
        public ObjectMetrics get(int index) {
            return made.get(index).get();
        }

        @Override
        public int size() {
            return made.size();
        }
    }
}
