package io.kubestats.cluster.watch;

/**
 * What a watch fills. One thread writes; what it writes between {@link #beginList} and {@link #endList} shows to
 * readers only at the end, and then replaces all that was there before.
 */
interface ObjectTable<T> {
    /** From now on {@link #put} fills a new set. */
    void beginList();

    /** The object exists, or has changed. */
    void put(T object);

    /** The object is gone. */
    void remove(T object);

    /** The new set is whole and takes the place of the old one. */
    void endList();

    /** How many objects there are. */
    int size();
}
