package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A metric that is read in the same way from several kinds of things, such as the working set of a node, a pod or a
 * container.
 *
 * @param suffix the end of the names of its families
 * @param help the help text, with {@code %s} for the thing
 * @param reading the value, {@link Reading#ABSENT} if unavailable
 * @param time the kubelet's measurement time in Unix milliseconds, {@link Reading#ABSENT} if unknown
 */
public record Metric<P>(
        String suffix, String help, DecimalScale encoding, ToLongFunction<P> reading, ToLongFunction<P> time) {
    private static final ToLongFunction<UsagePoint> DETAIL_TIME = detail(UsageDetail::memoryTimeMillis);

    public static final Metric<UsagePoint> CPU_USAGE = new Metric<>(
            "cpu_usage_seconds_total",
            "CPU time used by %s.",
            DecimalScale.NANO,
            UsagePoint::usageCoreNanoSeconds,
            UsagePoint::cpuTimeMillis);
    public static final Metric<UsagePoint> MEMORY_USAGE = new Metric<>(
            "memory_usage_bytes",
            "Memory in use by %s, including reclaimable cache.",
            DecimalScale.WHOLE,
            detail(UsageDetail::memoryUsageBytes),
            DETAIL_TIME);
    public static final Metric<UsagePoint> MEMORY_WORKING_SET = new Metric<>(
            "memory_working_set_bytes",
            "Memory in use by %s that the kernel cannot readily reclaim.",
            DecimalScale.WHOLE,
            UsagePoint::workingSetBytes,
            UsagePoint::memoryTimeMillis);
    public static final Metric<UsagePoint> MEMORY_RSS = new Metric<>(
            "memory_rss_bytes",
            "Anonymous and swap-cache memory of %s.",
            DecimalScale.WHOLE,
            detail(UsageDetail::rssBytes),
            DETAIL_TIME);
    static final Metric<UsagePoint> MEMORY_AVAILABLE = new Metric<>(
            "memory_available_bytes",
            "Memory left before the limit of %s; absent where there is no limit.",
            DecimalScale.WHOLE,
            UsagePoint::memoryAvailableBytes,
            UsagePoint::memoryTimeMillis);
    public static final Metric<UsagePoint> PAGE_FAULTS = new Metric<>(
            "memory_page_faults_total",
            "Page faults of %s.",
            DecimalScale.WHOLE,
            detail(UsageDetail::pageFaults),
            DETAIL_TIME);
    public static final Metric<UsagePoint> MAJOR_PAGE_FAULTS = new Metric<>(
            "memory_major_page_faults_total",
            "Page faults of %s that needed the disk.",
            DecimalScale.WHOLE,
            detail(UsageDetail::majorPageFaults),
            DETAIL_TIME);
    public static final Metric<UsagePoint> SWAP_USAGE = new Metric<>(
            "swap_usage_bytes",
            "Swap used by %s.",
            DecimalScale.WHOLE,
            UsagePoint::swapUsageBytes,
            UsagePoint::swapTimeMillis);
    static final Metric<UsagePoint> SWAP_AVAILABLE = new Metric<>(
            "swap_available_bytes",
            "Swap left to %s.",
            DecimalScale.WHOLE,
            UsagePoint::swapAvailableBytes,
            UsagePoint::swapTimeMillis);
    public static final Metric<UsagePoint> START_TIME = new Metric<>(
            "start_time_seconds",
            "Unix time %s started.",
            DecimalScale.MILLI,
            UsagePoint::startTimeMillis,
            MetricReader::unknown);
    public static final Metric<UsagePoint> SAMPLE_TIMESTAMP = new Metric<>(
            "sample_timestamp_seconds",
            "Unix time the kubelet took the CPU sample of %s.",
            DecimalScale.MILLI,
            UsagePoint::cpuTimeMillis,
            MetricReader::unknown);

    static final Metric<NodePoint> PIDS = new Metric<>(
            "pids",
            "Running tasks of %s.",
            DecimalScale.WHOLE,
            point -> point.detail().pids(),
            MetricReader::unknown);
    static final Metric<NodePoint> PIDS_MAX = new Metric<>(
            "pids_max",
            "Limit of tasks on %s.",
            DecimalScale.WHOLE,
            point -> point.detail().pidsMax(),
            MetricReader::unknown);
    static final Metric<NodePoint> BOOT_TIME = new Metric<>(
            "boot_time_seconds",
            "Unix time %s booted.",
            DecimalScale.MILLI,
            point -> point.detail().bootTimeMillis(),
            MetricReader::unknown);
    static final Metric<PodPoint> PROCESSES = new Metric<>(
            "processes",
            "Processes in %s.",
            DecimalScale.WHOLE,
            point -> point.detail().processCount(),
            MetricReader::unknown);

    static final Metric<UsagePoint> CPU_WAITING =
            waiting("cpu", point -> point.detail().cpuPressure(), detail(UsageDetail::cpuTimeMillis));
    static final Metric<UsagePoint> CPU_STALLED =
            stalled("cpu", point -> point.detail().cpuPressure(), detail(UsageDetail::cpuTimeMillis));
    static final Metric<UsagePoint> MEMORY_WAITING =
            waiting("memory", point -> point.detail().memoryPressure(), DETAIL_TIME);
    static final Metric<UsagePoint> MEMORY_STALLED =
            stalled("memory", point -> point.detail().memoryPressure(), DETAIL_TIME);
    static final Metric<PressurePoint> IO_WAITING = waiting("io", point -> point, MetricReader::unknown);
    static final Metric<PressurePoint> IO_STALLED = stalled("io", point -> point, MetricReader::unknown);

    /** Metrics that {@link UsageDetail} holds and {@code /metrics/resource} does not contain. */
    static final Set<Metric<UsagePoint>> OF_SUMMARY_ALONE = Set.of(
            MEMORY_USAGE,
            MEMORY_RSS,
            PAGE_FAULTS,
            MAJOR_PAGE_FAULTS,
            CPU_WAITING,
            CPU_STALLED,
            MEMORY_WAITING,
            MEMORY_STALLED);

    static final Metric<FsPoint> CAPACITY = new Metric<>(
            "capacity_bytes", "Size of %s.", DecimalScale.WHOLE, FsPoint::capacityBytes, FsPoint::timeMillis);
    static final Metric<FsPoint> AVAILABLE = new Metric<>(
            "available_bytes", "Free space of %s.", DecimalScale.WHOLE, FsPoint::availableBytes, FsPoint::timeMillis);
    static final Metric<FsPoint> USED = new Metric<>(
            "used_bytes", "Space used in %s.", DecimalScale.WHOLE, FsPoint::usedBytes, FsPoint::timeMillis);
    static final Metric<FsPoint> INODES =
            new Metric<>("inodes", "Inodes of %s.", DecimalScale.WHOLE, FsPoint::inodes, FsPoint::timeMillis);
    static final Metric<FsPoint> INODES_FREE = new Metric<>(
            "inodes_free", "Free inodes of %s.", DecimalScale.WHOLE, FsPoint::inodesFree, FsPoint::timeMillis);
    static final Metric<FsPoint> INODES_USED = new Metric<>(
            "inodes_used", "Inodes used in %s.", DecimalScale.WHOLE, FsPoint::inodesUsed, FsPoint::timeMillis);

    static final Metric<InterfacePoint> RECEIVE_BYTES = new Metric<>(
            "network_receive_bytes_total",
            "Bytes received by %s.",
            DecimalScale.WHOLE,
            InterfacePoint::rxBytes,
            MetricReader::unknown);
    static final Metric<InterfacePoint> TRANSMIT_BYTES = new Metric<>(
            "network_transmit_bytes_total",
            "Bytes sent by %s.",
            DecimalScale.WHOLE,
            InterfacePoint::txBytes,
            MetricReader::unknown);
    static final Metric<InterfacePoint> RECEIVE_ERRORS = new Metric<>(
            "network_receive_errors_total",
            "Receive errors of %s.",
            DecimalScale.WHOLE,
            InterfacePoint::rxErrors,
            MetricReader::unknown);
    static final Metric<InterfacePoint> TRANSMIT_ERRORS = new Metric<>(
            "network_transmit_errors_total",
            "Send errors of %s.",
            DecimalScale.WHOLE,
            InterfacePoint::txErrors,
            MetricReader::unknown);

    public Metric {
        requireNonNull(suffix, "suffix");
        requireNonNull(help, "help");
        requireNonNull(encoding, "encoding");
        requireNonNull(reading, "reading");
        requireNonNull(time, "time");
    }

    /**
     * Returns a copy of the metric that is absent for a volume unknown to the kubelet. The kubelet writes 0 for every
     * number it does not have, but no filesystem has a size of 0 or 0 inodes.
     */
    static Metric<FsPoint> known(Metric<FsPoint> quantity) {
        ToLongFunction<FsPoint> total = quantity.suffix.startsWith("inodes") ? FsPoint::inodes : FsPoint::capacityBytes;
        ToLongFunction<FsPoint> reading = quantity.reading;
        return new Metric<>(
                quantity.suffix,
                quantity.help,
                quantity.encoding,
                point -> {
                    long value = reading.applyAsLong(point);
                    boolean unknown = total.applyAsLong(point) == 0 && value == 0;
                    return unknown ? Reading.ABSENT : value;
                },
                quantity.time);
    }

    private static ToLongFunction<UsagePoint> detail(ToLongFunction<UsageDetail> reading) {
        return point -> reading.applyAsLong(point.detail());
    }

    private static <P> Metric<P> waiting(String resource, Function<P, PressurePoint> pressure, ToLongFunction<P> time) {
        return new Metric<>(
                "pressure_" + resource + "_waiting_seconds_total",
                "Time in which some task of %s was held up for " + word(resource) + ".",
                DecimalScale.MICRO,
                point -> pressure.apply(point).waitingMicroseconds(),
                time);
    }

    private static <P> Metric<P> stalled(String resource, Function<P, PressurePoint> pressure, ToLongFunction<P> time) {
        return new Metric<>(
                "pressure_" + resource + "_stalled_seconds_total",
                "Time in which all tasks of %s were held up for " + word(resource) + ".",
                DecimalScale.MICRO,
                point -> pressure.apply(point).stalledMicroseconds(),
                time);
    }

    /** Returns the spelling of the resource in help texts. */
    static String word(String resource) {
        return switch (resource) {
            case "cpu" -> "the CPU";
            case "io" -> "I/O";
            default -> resource;
        };
    }
}
