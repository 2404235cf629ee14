package io.kubestats.store.intake;

import static io.kubestats.model.Reading.ABSENT;
import static io.kubestats.model.Reading.isPresent;

import io.kubestats.model.Anomaly;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.ResourceUsage;
import io.kubestats.model.UsagePoint;
import io.kubestats.store.series.Moment;
import io.kubestats.store.series.SampleRecency;
import io.kubestats.store.series.StoreLimits;
import io.kubestats.store.series.UsageSeries;

/**
 * The arithmetic of usage: derives the next series from a series and a new reading. Its only side effects are on {@link
 * IntakeFindings}. Thread-safe.
 *
 * <p>A rate is the growth of the cumulative counter between two samples, by the samples' own times. It is never
 * negative and never above the capacity of the node.
 */
public final class UsageCalculator {
    /** More than any machine has: 4,096 cores. A higher rate comes from a faulty counter. */
    public static final long ABSURD_NANO_CORES = 4_096L * 1_000_000_000L;

    /** The kubelet averages {@code usageNanoCores} over its housekeeping interval, 10 s by default. */
    public static final long HOUSEKEEPING_MILLIS = 10_000;

    /** An average since the start is served for containers up to this age; later it says little about the present. */
    static final long YOUNG_MILLIS = 120_000;

    /** Sample times are whole seconds, so a rate over less is mostly error. */
    static final long SHORTEST_LIFE_MILLIS = 1_000;

    /** A sample further ahead of the local clock is counted as coming from the future. */
    static final long FUTURE_MILLIS = 60_000;

    /**
     * Both times of a rate are truncated to whole seconds, so the window has an error of up to 1 s: 5 s keep it within
     * 20 percent, and no sensible resolution is shorter.
     */
    private static final long SHORTEST_WINDOW_MILLIS = 5_000;

    private static final int LONGEST_WINDOW_RESOLUTIONS = 4;

    private final long minWindowMillis;
    private final long maxWindowMillis;
    private final long maxAgeNanos;
    private final long setBackMillis;

    /**
     * Derives its bounds from the limits. The shortest window is half a resolution, so that a full response soon after
     * a fast one extends that one's window in place of creating a tiny one, and a late sample still pairs with the
     * previous one. Windows are then between half a resolution and about two.
     */
    UsageCalculator(StoreLimits limits) {
        long resolution = limits.metricResolution().toMillis();
        this.minWindowMillis = Math.max(SHORTEST_WINDOW_MILLIS, resolution / 2);
        this.maxWindowMillis = Math.max(limits.maxSampleAge().toMillis(), LONGEST_WINDOW_RESOLUTIONS * resolution);
        this.maxAgeNanos = limits.maxSampleAge().toNanos();
        this.setBackMillis = limits.maxSampleAge().dividedBy(2).toMillis();
    }

    /** Returns how a sample of time {@code newMillis} relates to a stored one of time {@code heldMillis}. */
    SampleRecency order(long heldMillis, long newMillis) {
        return SampleRecency.of(heldMillis, newMillis, setBackMillis);
    }

    /** Returns the series after a reading. */
    UsageSeries next(UsageSeries held, GuardedReading guarded, BatchContext arrival) {
        UsagePoint reading = guarded.point();
        if (!isPresent(reading.cpuTimeMillis())
                || (!isPresent(reading.usageCoreNanoSeconds()) && !isPresent(reading.usageNanoCores()))) {
            return held;
        }
        IntakeFindings findings = arrival.findings();
        Step step = new Step(held, guarded, arrival);
        if (!held.hasSample()) {
            return step.begin(UsageSeries.NONE);
        }
        boolean restart = guarded.restart();
        return switch (order(held.last().timeMillis(), reading.cpuTimeMillis())) {
            case OLDER -> {
                findings.count(Anomaly.OUT_OF_ORDER);
                yield held;
            }
            case SAME -> {
                if (restart) {
                    yield step.begin(UsageSeries.NONE);
                }
                if (guarded.leapt()) {
                    yield step.beginWithoutRate();
                }
                findings.sampled();
                yield held.repeated(step.cpu, arrival.at().nanos(), guarded.leaps());
            }
            case NEWER ->
                restart ? step.begin(UsageSeries.NONE) : guarded.leapt() ? step.beginWithoutRate() : step.advance();
            case SET_BACK -> {
                findings.count(Anomaly.OUT_OF_ORDER);
                yield step.begin(held);
            }
        };
    }

    private static long nanoCores(long coreNanoSeconds, long windowMillis) {
        // coreNanoSeconds * 1000 / windowMillis without the overflow after 106 core-days.
        return coreNanoSeconds / windowMillis * 1_000 + coreNanoSeconds % windowMillis * 1_000 / windowMillis;
    }

    /** A rate of CPU; absent if it is unknown. */
    private record Rate(long nanoCores, long windowMillis) {
        static final Rate NONE = new Rate(ABSENT, ABSENT);

        boolean isKnown() {
            return isPresent(nanoCores);
        }
    }

    /** One application of the rules. */
    private final class Step {
        private final UsageSeries held;
        private final UsagePoint reading;
        private final CpuPoint cpu;
        private final long startTimeMillis;
        private final Moment now;
        private final IntakeFindings findings;
        private final CpuBound bound;
        private final long leaps;

        Step(UsageSeries held, GuardedReading guarded, BatchContext arrival) {
            this.held = held;
            this.reading = guarded.point();
            this.cpu = reading.cpu();
            this.startTimeMillis =
                    isPresent(guarded.startTimeMillis()) ? guarded.startTimeMillis() : held.startTimeMillis();
            this.now = arrival.at();
            this.findings = arrival.findings();
            this.bound = arrival.bounds().cpu();
            this.leaps = guarded.leaps();
        }

        private boolean isSane(long nanoCores) {
            return bound.allowsRate(nanoCores);
        }

        /** Returns a new series, whose usage is that of {@code carried} until it has its own. */
        UsageSeries begin(UsageSeries carried) {
            return taken(carried, rateOfFirst(), ABSENT, ABSENT, cpu);
        }

        /** Returns a new series after a leap; this sample's counter has no relation to the time before it. */
        UsageSeries beginWithoutRate() {
            return taken(held, Rate.NONE, ABSENT, ABSENT, cpu);
        }

        UsageSeries advance() {
            long count = cpu.usageCoreNanoSeconds();
            if (!isPresent(count)) {
                return taken(held, rateOfFirst(), held.baseTimeMillis(), held.baseCoreNanoSeconds(), held.candidate());
            }
            if (count == 0 && held.lastCoreNanoSeconds() > 0) {
                // The kubelet writes 0 if the runtime omits the counter; this is not a fall.
                findings.count(Anomaly.ZERO_USAGE);
                return held;
            }
            if (count < held.lastCoreNanoSeconds()) {
                return reset();
            }
            CpuPoint candidate = held.candidate();
            long candidateCount = candidate.usageCoreNanoSeconds();
            if (!isPresent(candidateCount) || (candidateCount == 0 && count > 0)) {
                // A 0 may have meant "not measured", so no rate starts from it.
                return taken(held, rateOfFirst(), ABSENT, ABSENT, cpu);
            }
            if (cpu.timeMillis() - candidate.timeMillis() >= minWindowMillis) {
                return rated(candidate.timeMillis(), candidateCount, cpu);
            }
            return rated(held.baseTimeMillis(), held.baseCoreNanoSeconds(), candidate);
        }

        private UsageSeries rated(long baseTime, long baseCount, CpuPoint candidate) {
            if (!isPresent(baseCount)) {
                return taken(held, rateOfFirst(), ABSENT, ABSENT, candidate);
            }
            long window = cpu.timeMillis() - baseTime;
            long growth = cpu.usageCoreNanoSeconds() - baseCount;
            Rate rate = new Rate(nanoCores(growth, window), window);
            if (rate.nanoCores() < 0 || rate.nanoCores() > ABSURD_NANO_CORES || !bound.allowsGrowth(growth, window)) {
                return reset();
            }
            if (window > maxWindowMillis && isSane(cpu.usageNanoCores())) {
                // An average over an outage, or over a jump of the kubelet's clock, says little about the present.
                rate = new Rate(cpu.usageNanoCores(), HOUSEKEEPING_MILLIS);
            }
            return taken(held, rate, baseTime, baseCount, candidate);
        }

        private UsageSeries reset() {
            findings.count(Anomaly.COUNTER_RESET);
            return begin(held);
        }

        /** Returns the rate that a single sample yields. */
        private Rate rateOfFirst() {
            if (isPresent(cpu.usageNanoCores()) && !isIdleNode()) {
                if (isSane(cpu.usageNanoCores())) {
                    return new Rate(cpu.usageNanoCores(), HOUSEKEEPING_MILLIS);
                }
                findings.count(Anomaly.IMPLAUSIBLE);
            }
            long life = cpu.timeMillis() - startTimeMillis;
            // After a leap, the counter excludes CPU time that may have been used.
            if (leaps != 0
                    || !isPresent(startTimeMillis)
                    || !isPresent(cpu.usageCoreNanoSeconds())
                    || life < SHORTEST_LIFE_MILLIS
                    || life >= YOUNG_MILLIS) {
                return Rate.NONE;
            }
            Rate rate = new Rate(nanoCores(cpu.usageCoreNanoSeconds(), life), life);
            return isSane(rate.nanoCores()) ? rate : Rate.NONE;
        }

        /**
         * Returns whether a node is idle because its kubelet has just started and reports 0; a running kubelet alone
         * uses more.
         */
        private boolean isIdleNode() {
            return cpu.usageNanoCores() == 0 && !isPresent(startTimeMillis);
        }

        private UsageSeries taken(UsageSeries carried, Rate rate, long baseTime, long baseCount, CpuPoint candidate) {
            findings.sampled();
            if (cpu.timeMillis() - now.wallMillis() > FUTURE_MILLIS) {
                findings.count(Anomaly.FUTURE_SAMPLE);
            }
            long memory = memoryBytes(carried);
            boolean complete = rate.isKnown() && isPresent(memory);
            if (!complete && carried.isKnown()) {
                return series(
                        baseTime, baseCount, candidate, carried.usage(), carried.sampledNanos(), carried.memoryNanos());
            }
            ResourceUsage usage = complete
                    ? new ResourceUsage(rate.nanoCores(), memory, cpu.timeMillis(), rate.windowMillis())
                    : new ResourceUsage(ABSENT, memory, ABSENT, ABSENT);
            boolean read = memory == reading.workingSetBytes();
            return series(
                    baseTime, baseCount, candidate, usage, now.nanos(), read ? now.nanos() : carried.memoryNanos());
        }

        private UsageSeries series(
                long baseTime,
                long baseCount,
                CpuPoint candidate,
                ResourceUsage usage,
                long sampledNanos,
                long memoryNanos) {
            return new UsageSeries(
                    startTimeMillis, baseTime, baseCount, candidate, cpu, usage, sampledNanos, memoryNanos, leaps);
        }

        /** Returns the working set; if it is unknown, the last one, for as long as a sample is served. */
        private long memoryBytes(UsageSeries carried) {
            long workingSet = reading.workingSetBytes();
            if (isPresent(workingSet)) {
                return workingSet;
            }
            boolean carries = carried.usage().memoryBytes() > 0 && now.nanos() - carried.memoryNanos() <= maxAgeNanos;
            return carries ? carried.usage().memoryBytes() : ABSENT;
        }
    }
}
