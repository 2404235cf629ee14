package io.kubestats.store;

import java.util.function.IntUnaryOperator;

/** Looks up in what is kept sorted: a hash table for each node would cost more memory than its pods' names. */
final class SortedNames {
    private SortedNames() {}

    /**
     * Where the element is; {@code -1 - i} if there is none and it would stand at {@code i}.
     *
     * @param order how the element at a place stands to the one sought: negative before it, 0 it is, positive after it
     */
    static int indexOf(int size, IntUnaryOperator order) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = order.applyAsInt(middle);
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }
}
