package io.kubestats.demo.cluster;

/**
 * A load that is zero until it begins, grows evenly and then stays at its height.
 *
 * @param beginSecond its beginning, Unix time
 * @param lengthSeconds duration of the growth
 */
record RampLoad(long beginSecond, long lengthSeconds, double height) implements Load {
    RampLoad {
        if (lengthSeconds < 1 || height < 0) {
            throw new IllegalArgumentException("a ramp goes up, in at least a second");
        }
    }

    @Override
    public double level(long second) {
        return height * growing(second) / lengthSeconds;
    }

    @Override
    public double total(long second) {
        double growing = growing(second);
        double grown = Math.max(0, second - beginSecond - lengthSeconds);
        return height * (growing * growing / lengthSeconds / 2 + grown);
    }

    @Override
    public double peak() {
        return height;
    }

    /** Returns the number of seconds for which it has grown. */
    private double growing(long second) {
        return Math.max(0, Math.min(lengthSeconds, second - beginSecond));
    }
}
