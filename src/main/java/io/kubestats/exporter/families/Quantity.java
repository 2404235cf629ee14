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
 * Something that can be read from several kinds of things in the same way, such as the working set of a node, a pod or
 * a container.
 *
 * @param suffix the end of the names of its families
 * @param help what it says, with {@code %s} for the thing
 * @param reading the value, {@link Reading#ABSENT} where there is none
 * @param time when the kubelet took it, Unix time in milliseconds; {@link Reading#ABSENT} where nobody knows
 */
public record Quantity<P>(
        String suffix, String help, Encoding encoding, ToLongFunction<P> reading, ToLongFunction<P> time) {
    private static final ToLongFunction<UsagePoint> DETAIL_TIME = detail(UsageDetail::memoryTimeMillis);

    public static final Quantity<UsagePoint> CPU_USAGE = new Quantity<>(
            "cpu_usage_seconds_total",
            "CPU time used by %s.",
            Encoding.NANO,
            UsagePoint::usageCoreNanoSeconds,
            UsagePoint::cpuTimeMillis);
    public static final Quantity<UsagePoint> MEMORY_USAGE = new Quantity<>(
            "memory_usage_bytes",
            "Memory in use by %s, including reclaimable cache.",
            Encoding.WHOLE,
            detail(UsageDetail::memoryUsageBytes),
            DETAIL_TIME);
    public static final Quantity<UsagePoint> MEMORY_WORKING_SET = new Quantity<>(
            "memory_working_set_bytes",
            "Memory in use by %s that the kernel cannot readily reclaim.",
            Encoding.WHOLE,
            UsagePoint::workingSetBytes,
            UsagePoint::memoryTimeMillis);
    public static final Quantity<UsagePoint> MEMORY_RSS = new Quantity<>(
            "memory_rss_bytes",
            "Anonymous and swap-cache memory of %s.",
            Encoding.WHOLE,
            detail(UsageDetail::rssBytes),
            DETAIL_TIME);
    static final Quantity<UsagePoint> MEMORY_AVAILABLE = new Quantity<>(
            "memory_available_bytes",
            "Memory left before the limit of %s; absent where there is no limit.",
            Encoding.WHOLE,
            UsagePoint::memoryAvailableBytes,
            UsagePoint::memoryTimeMillis);
    public static final Quantity<UsagePoint> PAGE_FAULTS = new Quantity<>(
            "memory_page_faults_total",
            "Page faults of %s.",
            Encoding.WHOLE,
            detail(UsageDetail::pageFaults),
            DETAIL_TIME);
    public static final Quantity<UsagePoint> MAJOR_PAGE_FAULTS = new Quantity<>(
            "memory_major_page_faults_total",
            "Page faults of %s that needed the disk.",
            Encoding.WHOLE,
            detail(UsageDetail::majorPageFaults),
            DETAIL_TIME);
    public static final Quantity<UsagePoint> SWAP_USAGE = new Quantity<>(
            "swap_usage_bytes",
            "Swap used by %s.",
            Encoding.WHOLE,
            UsagePoint::swapUsageBytes,
            UsagePoint::swapTimeMillis);
    static final Quantity<UsagePoint> SWAP_AVAILABLE = new Quantity<>(
            "swap_available_bytes",
            "Swap left to %s.",
            Encoding.WHOLE,
            UsagePoint::swapAvailableBytes,
            UsagePoint::swapTimeMillis);
    public static final Quantity<UsagePoint> START_TIME = new Quantity<>(
            "start_time_seconds",
            "Unix time %s started.",
            Encoding.MILLI,
            UsagePoint::startTimeMillis,
            Measure::unknown);
    public static final Quantity<UsagePoint> SAMPLE_TIMESTAMP = new Quantity<>(
            "sample_timestamp_seconds",
            "Unix time the kubelet took the CPU sample of %s.",
            Encoding.MILLI,
            UsagePoint::cpuTimeMillis,
            Measure::unknown);

    static final Quantity<NodePoint> PIDS = new Quantity<>(
            "pids",
            "Running tasks of %s.",
            Encoding.WHOLE,
            point -> point.detail().pids(),
            Measure::unknown);
    static final Quantity<NodePoint> PIDS_MAX = new Quantity<>(
            "pids_max",
            "Most tasks that %s allows.",
            Encoding.WHOLE,
            point -> point.detail().pidsMax(),
            Measure::unknown);
    static final Quantity<NodePoint> BOOT_TIME = new Quantity<>(
            "boot_time_seconds",
            "Unix time %s booted.",
            Encoding.MILLI,
            point -> point.detail().bootTimeMillis(),
            Measure::unknown);
    static final Quantity<PodPoint> PROCESSES = new Quantity<>(
            "processes",
            "Processes in %s.",
            Encoding.WHOLE,
            point -> point.detail().processCount(),
            Measure::unknown);

    static final Quantity<UsagePoint> CPU_WAITING =
            waiting("cpu", point -> point.detail().cpuPressure(), detail(UsageDetail::cpuTimeMillis));
    static final Quantity<UsagePoint> CPU_STALLED =
            stalled("cpu", point -> point.detail().cpuPressure(), detail(UsageDetail::cpuTimeMillis));
    static final Quantity<UsagePoint> MEMORY_WAITING =
            waiting("memory", point -> point.detail().memoryPressure(), DETAIL_TIME);
    static final Quantity<UsagePoint> MEMORY_STALLED =
            stalled("memory", point -> point.detail().memoryPressure(), DETAIL_TIME);
    static final Quantity<PressurePoint> IO_WAITING = waiting("io", point -> point, Measure::unknown);
    static final Quantity<PressurePoint> IO_STALLED = stalled("io", point -> point, Measure::unknown);

    /** What {@link UsageDetail} holds, and {@code /metrics/resource} does not tell. */
    static final Set<Quantity<UsagePoint>> OF_SUMMARY_ALONE = Set.of(
            MEMORY_USAGE,
            MEMORY_RSS,
            PAGE_FAULTS,
            MAJOR_PAGE_FAULTS,
            CPU_WAITING,
            CPU_STALLED,
            MEMORY_WAITING,
            MEMORY_STALLED);

    static final Quantity<FsPoint> CAPACITY = new Quantity<>(
            "capacity_bytes", "Size of %s.", Encoding.WHOLE, FsPoint::capacityBytes, FsPoint::timeMillis);
    static final Quantity<FsPoint> AVAILABLE = new Quantity<>(
            "available_bytes", "Free space of %s.", Encoding.WHOLE, FsPoint::availableBytes, FsPoint::timeMillis);
    static final Quantity<FsPoint> USED =
            new Quantity<>("used_bytes", "Space used in %s.", Encoding.WHOLE, FsPoint::usedBytes, FsPoint::timeMillis);
    static final Quantity<FsPoint> INODES =
            new Quantity<>("inodes", "Inodes of %s.", Encoding.WHOLE, FsPoint::inodes, FsPoint::timeMillis);
    static final Quantity<FsPoint> INODES_FREE = new Quantity<>(
            "inodes_free", "Free inodes of %s.", Encoding.WHOLE, FsPoint::inodesFree, FsPoint::timeMillis);
    static final Quantity<FsPoint> INODES_USED = new Quantity<>(
            "inodes_used", "Inodes used in %s.", Encoding.WHOLE, FsPoint::inodesUsed, FsPoint::timeMillis);

    static final Quantity<InterfacePoint> RECEIVE_BYTES = new Quantity<>(
            "network_receive_bytes_total",
            "Bytes received by %s.",
            Encoding.WHOLE,
            InterfacePoint::rxBytes,
            Measure::unknown);
    static final Quantity<InterfacePoint> TRANSMIT_BYTES = new Quantity<>(
            "network_transmit_bytes_total",
            "Bytes sent by %s.",
            Encoding.WHOLE,
            InterfacePoint::txBytes,
            Measure::unknown);
    static final Quantity<InterfacePoint> RECEIVE_ERRORS = new Quantity<>(
            "network_receive_errors_total",
            "Receive errors of %s.",
            Encoding.WHOLE,
            InterfacePoint::rxErrors,
            Measure::unknown);
    static final Quantity<InterfacePoint> TRANSMIT_ERRORS = new Quantity<>(
            "network_transmit_errors_total",
            "Send errors of %s.",
            Encoding.WHOLE,
            InterfacePoint::txErrors,
            Measure::unknown);

    public Quantity {
        requireNonNull(suffix, "suffix");
        requireNonNull(help, "help");
        requireNonNull(encoding, "encoding");
        requireNonNull(reading, "reading");
        requireNonNull(time, "time");
    }

    /**
     * The same, but absent from a volume of which the kubelet knows nothing: there it writes 0 for every number that it
     * does not have, and no filesystem has no size or no inodes.
     */
    static Quantity<FsPoint> known(Quantity<FsPoint> quantity) {
        ToLongFunction<FsPoint> total = quantity.suffix.startsWith("inodes") ? FsPoint::inodes : FsPoint::capacityBytes;
        ToLongFunction<FsPoint> reading = quantity.reading;
        return new Quantity<>(
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

    private static <P> Quantity<P> waiting(
            String resource, Function<P, PressurePoint> pressure, ToLongFunction<P> time) {
        return new Quantity<>(
                "pressure_" + resource + "_waiting_seconds_total",
                "Time in which some task of %s was held up for " + word(resource) + ".",
                Encoding.MICRO,
                point -> pressure.apply(point).waitingMicroseconds(),
                time);
    }

    private static <P> Quantity<P> stalled(
            String resource, Function<P, PressurePoint> pressure, ToLongFunction<P> time) {
        return new Quantity<>(
                "pressure_" + resource + "_stalled_seconds_total",
                "Time in which all tasks of %s were held up for " + word(resource) + ".",
                Encoding.MICRO,
                point -> pressure.apply(point).stalledMicroseconds(),
                time);
    }

    /** How a person writes the resource. */
    static String word(String resource) {
        return switch (resource) {
            case "cpu" -> "the CPU";
            case "io" -> "I/O";
            default -> resource;
        };
    }
}
