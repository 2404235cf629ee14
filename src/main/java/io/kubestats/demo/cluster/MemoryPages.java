package io.kubestats.demo.cluster;

/** Rounding to pages, the unit of memory and disk. */
final class MemoryPages {
    static final int BYTES = 4096;

    private MemoryPages() {}

    /** Returns {@code bytes} rounded down to whole pages. */
    static long whole(long bytes) {
        return bytes / BYTES * BYTES;
    }

    /** Returns {@code bytes} rounded down to whole pages. */
    static long whole(double bytes) {
        return whole((long) bytes);
    }
}
