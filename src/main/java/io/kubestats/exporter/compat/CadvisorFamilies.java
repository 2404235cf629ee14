package io.kubestats.exporter.compat;

import static io.kubestats.exporter.compat.CadvisorRows.containers;
import static io.kubestats.exporter.compat.CadvisorRows.interfaces;
import static io.kubestats.exporter.compat.CadvisorRows.machine;
import static io.kubestats.exporter.compat.CadvisorRows.node;
import static io.kubestats.exporter.compat.CadvisorRows.pods;
import static io.kubestats.exporter.compat.CompatFamily.counter;
import static io.kubestats.exporter.compat.CompatFamily.gauge;

import io.kubestats.exporter.compat.CompatFamily.Rows;
import io.kubestats.exporter.families.DecimalScale;
import io.kubestats.exporter.families.Metric;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.UsagePoint;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Families of the kubelet's cAdvisor endpoint under their original names, as far as the Summary API provides them. */
final class CadvisorFamilies {
    private static final byte[] TOTAL = CompatWriter.constant("cpu", "total");
    private static final byte[] PAGE_FAULT = CompatWriter.constant("failure_type", "pgfault\",scope=\"hierarchy");
    private static final byte[] MAJOR_PAGE_FAULT =
            CompatWriter.constant("failure_type", "pgmajfault\",scope=\"hierarchy");

    private CadvisorFamilies() {}

    static List<CompatFamily> all() {
        return Stream.of(lives(), memory(), filesystems(), networks(), pressures(), machines())
                .flatMap(List::stream)
                .toList();
    }

    private static List<CompatFamily> lives() {
        return List.of(
                counter(
                        "container_cpu_usage_seconds_total",
                        "Cumulative cpu time consumed in seconds.",
                        DecimalScale.NANO,
                        everything(Metric.CPU_USAGE.reading(), TOTAL)),
                gauge(
                        "container_last_seen",
                        "Last time a container was seen by the exporter",
                        DecimalScale.MILLI,
                        everything(Metric.SAMPLE_TIMESTAMP.reading())),
                gauge(
                        "container_processes",
                        "Number of processes running inside the container.",
                        DecimalScale.WHOLE,
                        pods(pod -> pod.detail().processCount())),
                gauge(
                        "container_start_time_seconds",
                        "Start time of the container since unix epoch in seconds.",
                        DecimalScale.MILLI,
                        everything(Metric.START_TIME.reading())));
    }

    private static List<CompatFamily> memory() {
        return List.of(
                counter(
                        "container_memory_failures_total",
                        "Cumulative count of memory allocation failures.",
                        DecimalScale.WHOLE,
                        everything(Metric.PAGE_FAULTS.reading(), PAGE_FAULT)
                                .and(everything(Metric.MAJOR_PAGE_FAULTS.reading(), MAJOR_PAGE_FAULT))),
                memory("container_memory_rss", "Size of RSS in bytes.", Metric.MEMORY_RSS),
                memory("container_memory_swap", "Container swap usage in bytes.", Metric.SWAP_USAGE),
                memory(
                        "container_memory_usage_bytes",
                        "Current memory usage in bytes, including all memory regardless of when it was accessed",
                        Metric.MEMORY_USAGE),
                memory(
                        "container_memory_working_set_bytes",
                        "Current working set in bytes.",
                        Metric.MEMORY_WORKING_SET));
    }

    private static List<CompatFamily> filesystems() {
        return List.of(
                fs("container_fs_inodes_free", "Number of available Inodes", FsPoint::inodesFree),
                fs("container_fs_inodes_total", "Number of Inodes", FsPoint::inodes),
                fs(
                        "container_fs_limit_bytes",
                        "Number of bytes that can be consumed by the container on this filesystem.",
                        FsPoint::capacityBytes),
                fs(
                        "container_fs_usage_bytes",
                        "Number of bytes that are consumed by the container on this filesystem.",
                        FsPoint::usedBytes));
    }

    private static List<CompatFamily> networks() {
        return List.of(
                network("receive_bytes", "bytes received", InterfacePoint::rxBytes),
                network("receive_errors", "errors encountered while receiving", InterfacePoint::rxErrors),
                network("transmit_bytes", "bytes transmitted", InterfacePoint::txBytes),
                network("transmit_errors", "errors encountered while transmitting", InterfacePoint::txErrors));
    }

    private static List<CompatFamily> pressures() {
        return List.of(
                stalled("cpu", "CPU", cpu(PressurePoint::stalledMicroseconds)),
                waiting("cpu", "CPU", cpu(PressurePoint::waitingMicroseconds)),
                stalled("io", "IO", io(PressurePoint::stalledMicroseconds)),
                waiting("io", "IO", io(PressurePoint::waitingMicroseconds)),
                stalled("memory", "memory", memory(PressurePoint::stalledMicroseconds)),
                waiting("memory", "memory", memory(PressurePoint::waitingMicroseconds)));
    }

    private static List<CompatFamily> machines() {
        return List.of(
                gauge(
                        "machine_cpu_cores",
                        "Number of logical CPU cores.",
                        DecimalScale.NANO,
                        machine(node -> node.facts().capacity().cpuNanoCores())),
                gauge(
                        "machine_memory_bytes",
                        "Amount of memory installed on the machine.",
                        DecimalScale.WHOLE,
                        machine(node -> node.point().usage().detail().memoryLimitBytes())));
    }

    private static Rows everything(ToLongFunction<UsagePoint> reading, byte[]... more) {
        return node(point -> reading.applyAsLong(point.usage()), more)
                .and(pods(pod -> reading.applyAsLong(pod.usage()), more))
                .and(containers(container -> reading.applyAsLong(container.usage()), more));
    }

    private static CompatFamily memory(String name, String help, Metric<UsagePoint> of) {
        return gauge(name, help, DecimalScale.WHOLE, everything(of.reading()));
    }

    private static CompatFamily fs(String name, String help, ToLongFunction<FsPoint> reading) {
        return gauge(
                name,
                help,
                DecimalScale.WHOLE,
                containers(container -> reading.applyAsLong(container.detail().rootfs())));
    }

    private static CompatFamily network(String name, String what, ToLongFunction<InterfacePoint> reading) {
        return counter(
                "container_network_" + name + "_total",
                "Cumulative count of " + what,
                DecimalScale.WHOLE,
                interfaces(reading));
    }

    private static CompatFamily stalled(String resource, String word, Rows rows) {
        String what = "no tasks in the container could make progress due to ";
        return pressure(resource + "_stalled", what + word, rows);
    }

    private static CompatFamily waiting(String resource, String word, Rows rows) {
        return pressure(resource + "_waiting", "tasks in the container have waited due to " + word, rows);
    }

    private static CompatFamily pressure(String name, String what, Rows rows) {
        return counter(
                "container_pressure_" + name + "_seconds_total",
                "Total time duration " + what + " congestion.",
                DecimalScale.MICRO,
                rows);
    }

    private static Rows cpu(ToLongFunction<PressurePoint> reading) {
        return everything(usage -> reading.applyAsLong(usage.detail().cpuPressure()));
    }

    private static Rows memory(ToLongFunction<PressurePoint> reading) {
        return everything(usage -> reading.applyAsLong(usage.detail().memoryPressure()));
    }

    private static Rows io(ToLongFunction<PressurePoint> reading) {
        return node(point -> reading.applyAsLong(point.detail().ioPressure()))
                .and(pods(pod -> reading.applyAsLong(pod.detail().ioPressure())))
                .and(containers(
                        container -> reading.applyAsLong(container.detail().ioPressure())));
    }
}
