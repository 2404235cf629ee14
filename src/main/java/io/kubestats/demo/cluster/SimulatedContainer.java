package io.kubestats.demo.cluster;

/**
 * One container and its behaviour over time; seconds are Unix time.
 *
 * @param life start time and restarts
 * @param cpuBefore total of {@code cpu} at the container's first start
 * @param contention seconds of waiting for each second of CPU
 * @param writableBytes size of its writable layer
 * @param logBytesPerSecond growth of its log
 */
public record SimulatedContainer(
        String name,
        String image,
        ContainerRole role,
        Resources resources,
        Load cpu,
        double cpuBefore,
        Load memory,
        Life life,
        SamplingSchedule housekeeping,
        double contention,
        long writableBytes,
        long logBytesPerSecond) {
    /** The size at which the runtime rotates a log. */
    static final long MAX_LOG_BYTES = 10 << 20;

    /** The CPU time of the start itself, so that no reading is zero. */
    private static final double START_CPU_SECONDS = 0.02;

    /**
     * Requests and limits in the pod's spec; 0 where unset.
     *
     * @param requestDiskBytes request of ephemeral storage
     */
    public record Resources(
            int requestMillicores,
            long requestBytes,
            long requestDiskBytes,
            int limitMillicores,
            long limitBytes,
            long limitDiskBytes) {
        /** A spec without requests and limits. */
        static final Resources NONE = new Resources(0, 0, 0, 0, 0, 0);

        /** Returns whether its memory has a limit. */
        public boolean limited() {
            return limitBytes > 0;
        }
    }

    /**
     * The lifetimes of a container.
     *
     * @param lengthSeconds time after which it restarts; 0 if never
     * @param leakBytesPerSecond growth of its memory
     */
    public record Life(long startSecond, long lengthSeconds, double leakBytesPerSecond) {
        /** Returns the number of restarts. */
        public int restarts(long second) {
            return lengthSeconds == 0 ? 0 : (int) Math.max(0, (second - startSecond) / lengthSeconds);
        }

        /** Returns the last start before that second. */
        public long start(long second) {
            return startSecond + restarts(second) * lengthSeconds;
        }
    }

    SimulatedContainer withMemory(Load other) {
        return new SimulatedContainer(
                name,
                image,
                role,
                resources,
                cpu,
                cpuBefore,
                other,
                life,
                housekeeping,
                contention,
                writableBytes,
                logBytesPerSecond);
    }

    /** Returns CPU time since the last start before that second; falls when the container restarts. */
    public double cpuSeconds(long second) {
        double before = life.lengthSeconds() == 0 ? cpuBefore : cpu.total(life.start(second));
        return START_CPU_SECONDS + cpu.total(second) - before;
    }

    /** Returns the CPU time of all lives; never falls. */
    double cpuSecondsOfAllLives(long second) {
        return START_CPU_SECONDS * (1 + life.restarts(second)) + cpu.total(second) - cpuBefore;
    }

    public long workingSetBytes(long second) {
        double leaked = life.leakBytesPerSecond() * (second - life.start(second));
        return MemoryPages.whole(memory.level(second) + leaked);
    }

    long logBytes(long second) {
        long written = logBytesPerSecond * (second - life.startSecond());
        return MemoryPages.whole(written % MAX_LOG_BYTES + MemoryPages.BYTES);
    }
}
