package io.kubestats.demo.cluster;

/**
 * One container and its behaviour as time goes by; seconds are Unix time.
 *
 * @param life when it started and how often it starts again
 * @param cpuBefore what {@code cpu} had totalled when the container first started
 * @param contention seconds it waits for each second of CPU that it gets
 * @param writableBytes size of its writable layer
 * @param logBytesPerSecond how fast its log grows
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
    /** Where the runtime rotates a log. */
    static final long MAX_LOG_BYTES = 10 << 20;

    /** What the start itself takes, so that no reading is zero. */
    private static final double START_CPU_SECONDS = 0.02;

    /**
     * What the pod's spec asks for, and what it allows; 0 where it does not say.
     *
     * @param requestDiskBytes of ephemeral storage
     */
    public record Resources(
            int requestMillicores,
            long requestBytes,
            long requestDiskBytes,
            int limitMillicores,
            long limitBytes,
            long limitDiskBytes) {
        /** The spec says nothing. */
        static final Resources NONE = new Resources(0, 0, 0, 0, 0, 0);

        /** Whether its memory has a limit. */
        public boolean limited() {
            return limitBytes > 0;
        }
    }

    /**
     * When a container lives.
     *
     * @param lengthSeconds after so long it ends and starts again; 0 if never
     * @param leakBytesPerSecond how fast its memory grows meanwhile
     */
    public record Life(long startSecond, long lengthSeconds, double leakBytesPerSecond) {
        /** How often it has started again. */
        public int restarts(long second) {
            return lengthSeconds == 0 ? 0 : (int) Math.max(0, (second - startSecond) / lengthSeconds);
        }

        /** The start before that second. */
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

    /** CPU time since the start before that second; falls when the container starts again. */
    public double cpuSeconds(long second) {
        double before = life.lengthSeconds() == 0 ? cpuBefore : cpu.total(life.start(second));
        return START_CPU_SECONDS + cpu.total(second) - before;
    }

    /** CPU time of all lives together; never falls. */
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
