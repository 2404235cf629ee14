package io.kubestats.demo.cluster;

import java.util.List;
import java.util.SplittableRandom;

/** The pattern of a container's load around its mean. */
enum LoadProfile {
    /** Varies little. */
    STEADY,
    /** Varies widely, like a service with its visitors. */
    BUSY,
    /** Nearly idle, with bursts. */
    SPIKY,
    /** Nearly idle. */
    IDLE,
    /** Memory grows until a probe fails, well below the limit, and the container restarts. */
    LEAKY;

    private static final double DRIFT_SHARE = 0.15;

    /** Returns a load of CPU in cores; {@code origin} is any second close to those that will be requested. */
    Load cpu(double meanCores, long origin, SplittableRandom random) {
        return switch (this) {
            case STEADY, LEAKY -> waves(meanCores, 0.25, origin, random);
            case BUSY -> waves(meanCores, 0.5, origin, random);
            case IDLE -> waves(meanCores / 20, 0.2, origin, random);
            case SPIKY ->
                new BurstLoad(
                        origin - random.nextInt(300),
                        meanCores / 10,
                        meanCores * 2.5,
                        random.nextInt(90, 300),
                        random.nextInt(20, 60));
        };
    }

    /** Returns a load of memory in bytes, without the leak. */
    Load memory(double meanBytes, long origin, SplittableRandom random) {
        return switch (this) {
            case STEADY, IDLE, LEAKY -> waves(meanBytes, 0.02, origin, random);
            case BUSY, SPIKY -> waves(meanBytes, 0.08, origin, random);
        };
    }

    private static Load waves(double mean, double swing, long origin, SplittableRandom random) {
        return new WaveLoad(
                origin,
                mean,
                List.of(
                        wave(swing * 0.7, 70, 240, random),
                        wave(swing * 0.3, 23, 50, random),
                        wave(swing * DRIFT_SHARE, 1800, 9000, random)));
    }

    private static WaveLoad.Wave wave(double amplitude, int fastest, int slowest, SplittableRandom random) {
        return new WaveLoad.Wave(amplitude, random.nextInt(fastest, slowest), random.nextDouble() * 2 * Math.PI);
    }
}
