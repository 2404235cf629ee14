package io.kubestats.truth;

import java.util.ArrayList;
import java.util.List;

/** A container with constant CPU usage that allocates a page of memory each second, and all of its samples so far. */
final class SimulatedContainer {
    private static final long PAGE = 4_096;
    private static final long YOUNG_MILLIS = 120_000;
    private static final long LEAP_NANOS = 5_400_000_000_000L;

    /** A true sample. */
    record Sample(long millis, int run, long coreNanoSeconds, long workingSetBytes) {}

    final String pod;
    final String name;
    final long nanoCores;
    private final long baseBytes;
    private final List<Sample> samples = new ArrayList<>();
    private final long bornMillis;
    private long startMillis;
    private long firstCoreNanoSeconds;
    private int run;
    private long leaps;
    private boolean startMoves;
    private long movedMillis;

    SimulatedContainer(
            String pod, String name, long bornMillis, long startMillis, long coreNanoSeconds, long workingSetBytes) {
        this.pod = pod;
        this.name = name;
        this.nanoCores = 5_000_000L * (1 + Math.floorMod((pod + name).hashCode(), 60));
        this.bornMillis = bornMillis;
        this.startMillis = startMillis;
        this.firstCoreNanoSeconds = coreNanoSeconds;
        this.baseBytes = workingSetBytes;
    }

    /** Returns the truth at a time. */
    Sample at(long millis) {
        return new Sample(
                millis,
                run,
                firstCoreNanoSeconds + nanoCores / 1_000 * (millis - startMillis),
                baseBytes + (millis - bornMillis) / 1_000 * PAGE);
    }

    /** Returns the truth at a time, which the kubelet now reports. */
    Sample measure(long millis) {
        Sample sample = at(millis);
        samples.add(sample);
        return sample;
    }

    /** Returns the start time that the kubelet reports. */
    long reportedStart(long millis) {
        return startMoves ? startMillis + (millis - movedMillis) : startMillis;
    }

    long leaps() {
        return leaps;
    }

    void leap() {
        leaps += LEAP_NANOS;
    }

    /**
     * Makes the start time follow the clock from now on. For a young container, this cannot be detected from the first
     * sample.
     */
    void moveStart(long millis) {
        startMoves |= millis - startMillis > YOUNG_MILLIS;
        movedMillis = startMoves && movedMillis == 0 ? millis : movedMillis;
    }

    void restart(long millis) {
        run++;
        startMillis = millis;
        startMoves = false;
        movedMillis = 0;
        firstCoreNanoSeconds = 0;
        leaps = 0;
    }

    List<Sample> samples() {
        return samples;
    }

    int run() {
        return run;
    }
}
