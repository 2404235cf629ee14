package io.kubestats.cluster.watch;

/**
 * A table that a watch fills from a single thread. Objects written between {@link #beginList} and {@link #endList}
 * become visible to readers at the end, and then replace all previous objects.
 */
interface ObjectTable<T> {
    /** Starts a new list; {@link #put} fills it from now on. */
    void beginList();

    /** Adds or replaces an object. */
    void put(T object);

    /** Removes an object. */
    void remove(T object);

    /** Replaces the previous objects with the complete new list. */
    void endList();

    /** Returns the number of objects. */
    int size();
}
