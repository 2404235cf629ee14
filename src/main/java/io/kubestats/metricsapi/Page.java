package io.kubestats.metricsapi;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Some objects of a list. Each is made when it is asked for, and each time: all of a large cluster at once would be as
 * much memory again as their samples take.
 *
 * @param continueToken where the next page begins; empty if this is the last
 */
record Page(List<ObjectMetrics> objects, String continueToken) {
    /**
     * Collects a page.
     *
     * @param <T> what the cluster says of an object
     */
    static final class Builder<T> {
        private final List<T> metas;
        private final Uses<T> uses;
        private final int[] indices;
        private final long[] places;
        private int size;

        /** Of some of {@code metas}, but of no more than {@code most}. */
        Builder(List<T> metas, Uses<T> uses, int most) {
            this.metas = metas;
            this.uses = uses;
            this.indices = new int[most];
            this.places = new long[most];
        }

        int size() {
            return size;
        }

        /** The object at {@code index}, whose use is at {@code place}. */
        void add(int index, long place) {
            indices[size] = index;
            places[size++] = place;
        }

        Page build(String continueToken) {
            return new Page(new Made<>(this), continueToken);
        }
    }

    private static final class Made<T> extends AbstractList<ObjectMetrics> implements RandomAccess {
        private final Builder<T> of;
        private final int size;

        Made(Builder<T> of) {
            this.of = of;
            this.size = of.size;
        }

        @Override
        public ObjectMetrics get(int index) {
            Objects.checkIndex(index, size);
            return of.uses.make(of.metas.get(of.indices[index]), of.places[index]);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
