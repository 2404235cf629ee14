package io.kubestats.metricsapi;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A join of objects' metadata with their usage.
 *
 * @param <T> metadata of an object
 */
interface UsageJoin<T> {
    /** Returns the object, recreated; empty if its usage is unknown. */
    Optional<ObjectMetrics> of(T meta);

    /** Returns the objects with known usage. */
    default Iterable<ObjectMetrics> ofAll(List<T> metas) {
        return () -> new Known<>(metas.iterator(), this);
    }

    /** An iterator over objects that skips those with unknown usage. */
    final class Known<T> implements Iterator<ObjectMetrics> {
        private final Iterator<T> metas;
        private final UsageJoin<T> uses;
        private Optional<ObjectMetrics> next = Optional.empty();

        private Known(Iterator<T> metas, UsageJoin<T> uses) {
            this.metas = metas;
            this.uses = uses;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && metas.hasNext()) {
                next = uses.of(metas.next());
            }
            return next.isPresent();
        }

        @Override
        public ObjectMetrics next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ObjectMetrics found = next.orElseThrow();
            next = Optional.empty();
            return found;
        }
    }
}
