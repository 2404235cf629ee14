package io.kubestats.model;

/** Numbers by index, from 0. */
@FunctionalInterface
public interface IndexedNumbers {
    /** Returns the number at an index. */
    long at(int place);
}
