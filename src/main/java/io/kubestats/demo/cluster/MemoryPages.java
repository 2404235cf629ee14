package io.kubestats.demo.cluster;

/** Memory and disk come in pages. */
final class MemoryPages {
    static final int BYTES = 4096;

    private MemoryPages() {}

    /** {@code bytes} without the part of a page that is left over. */
    static long whole(long bytes) {
        return bytes / BYTES * BYTES;
    }

    /** The same. */
    static long whole(double bytes) {
        return whole((long) bytes);
    }
}
