package io.kubestats.demo.cluster;

/** Network counters. */
record NetworkTraffic(long receivedBytes, long sentBytes) {
    static final NetworkTraffic NONE = new NetworkTraffic(0, 0);

    NetworkTraffic plus(NetworkTraffic other) {
        return new NetworkTraffic(receivedBytes + other.receivedBytes, sentBytes + other.sentBytes);
    }
}
