package io.kubestats.model;

/** Numbers by their places, which begin with 0. */
@FunctionalInterface
public interface IndexedNumbers {
    /** The number at that place. */
    long at(int place);
}
