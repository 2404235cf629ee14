package io.kubestats.demo.cluster;

/** Network counters. */
record Traffic(long receivedBytes, long sentBytes) {
    static final Traffic NONE = new Traffic(0, 0);

    Traffic plus(Traffic other) {
        return new Traffic(receivedBytes + other.receivedBytes, sentBytes + other.sentBytes);
    }
}
