package io.kubestats.demo.cluster;

import java.util.List;

/** A load that varies around its mean: a sum of sines, whose total amplitude stays below the mean. */
final class WaveLoad implements Load {
    private final long origin;
    private final double mean;
    private final double[] amplitudes;
    private final double[] speeds;
    private final double[] phases;
    private final double peak;
    private final double totalAtOrigin;

    /**
     * One sine.
     *
     * @param amplitude amplitude as a fraction of the mean
     * @param periodSeconds length of a period
     * @param phase phase at the origin, in radians
     */
    record Wave(double amplitude, double periodSeconds, double phase) {}

    WaveLoad(long origin, double mean, List<Wave> waves) {
        this.origin = origin;
        this.mean = mean;
        this.amplitudes = waves.stream().mapToDouble(w -> w.amplitude() * mean).toArray();
        this.speeds =
                waves.stream().mapToDouble(w -> 2 * Math.PI / w.periodSeconds()).toArray();
        this.phases = waves.stream().mapToDouble(Wave::phase).toArray();
        double sum = waves.stream().mapToDouble(Wave::amplitude).sum();
        if (sum > 1) {
            throw new IllegalArgumentException("the load would fall below zero: amplitudes sum to " + sum);
        }
        this.peak = mean * (1 + sum);
        this.totalAtOrigin = swings(0);
    }

    @Override
    public double level(long second) {
        double seconds = second - origin;
        double level = mean;
        for (int i = 0; i < amplitudes.length; i++) {
            level += amplitudes[i] * Math.sin(speeds[i] * seconds + phases[i]);
        }
        return level;
    }

    @Override
    public double total(long second) {
        double seconds = second - origin;
        return mean * seconds + swings(seconds) - totalAtOrigin;
    }

    @Override
    public double peak() {
        return peak;
    }

    private double swings(double seconds) {
        double total = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            total -= amplitudes[i] / speeds[i] * Math.cos(speeds[i] * seconds + phases[i]);
        }
        return total;
    }
}
