package io.kubestats.metricsapi;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Joins what the cluster says of objects with their use.
 *
 * @param <T> what the cluster says of an object
 */
interface UsageJoin<T> {
    /** The object, recreated; empty if its use is not known. */
    Optional<ObjectMetrics> of(T meta);

    /** Those of the objects whose use is known. */
    default Iterable<ObjectMetrics> ofAll(List<T> metas) {
        return () -> new Known<>(metas.iterator(), this);
    }

    /** Goes through objects, and by those whose use is not known. */
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
