package io.kubestats.demo.cluster;

/**
 * A load that is idle except for a burst in each period, like a cron job or a garbage collection.
 *
 * @param origin a second at which a burst begins
 * @param idle the level between bursts
 * @param height the additional level during a burst
 */
record BurstLoad(long origin, double idle, double height, long periodSeconds, long burstSeconds) implements Load {
    BurstLoad {
        if (burstSeconds > periodSeconds) {
            throw new IllegalArgumentException("a burst must end within its period");
        }
    }

    @Override
    public double level(long second) {
        return Math.floorMod(second - origin, periodSeconds) < burstSeconds ? idle + height : idle;
    }

    @Override
    public double total(long second) {
        long seconds = second - origin;
        long burst = Math.floorDiv(seconds, periodSeconds) * burstSeconds
                + Math.min(Math.floorMod(seconds, periodSeconds), burstSeconds);
        return idle * seconds + height * burst;
    }

    @Override
    public double peak() {
        return idle + height;
    }
}
