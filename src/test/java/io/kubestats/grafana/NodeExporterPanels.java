package io.kubestats.grafana;

import static io.kubestats.grafana.Promql.one;
import static io.kubestats.grafana.Promql.recorded;
import static io.kubestats.grafana.Readings.NODE;

/** Panels from node_exporter on the same node, matched by the label {@code node}. Its job and instances are its own. */
final class NodeExporterPanels {
    private static final String NOT_THERE = "No node_exporter here whose series have the label node";

    /** File systems that are neither in memory nor read-only, nor the layers of containers. */
    private static final String DISKS = "fstype!~\"tmpfs|ramfs|overlay|squashfs|iso9660|nsfs\"";

    private NodeExporterPanels() {}

    static Panel[] panels() {
        return new Panel[] {
            Panel.graph("Load", "Running and waiting tasks, on average over 1, 5 and 15 minutes.")
                    .unit("none")
                    .noValue(NOT_THERE)
                    .query(one("node", told("node_load1")), "{{node}} 1 minute")
                    .query(one("node", told("node_load5")), "{{node}} 5 minutes")
                    .query(one("node", told("node_load15")), "{{node}} 15 minutes"),
            panel(
                            "Load for each core",
                            "Running and waiting tasks per allocatable core. Above 1, some wait. Needs the"
                                    + " rules that join both.",
                            "percentunit",
                            recorded("cluster_node:kubestats_node_load1_per_allocatable_cpu:ratio", NODE),
                            "{{node}}")
                    .thresholds(new Thresholds(1, 2)),
            panel(
                            "File systems",
                            "Space in use of each file system on a disk, as a share of all.",
                            "percentunit",
                            "1 - " + one("node, mountpoint", told("node_filesystem_avail_bytes", DISKS)) + " / "
                                    + one("node, mountpoint", told("node_filesystem_size_bytes", DISKS)),
                            "{{node}} {{mountpoint}}")
                    .thresholds(Thresholds.DISK),
            panel(
                    "Memory outside pods",
                    "Memory of the kernel, the kubelet, the runtime and other processes outside pods. Needs the rules"
                            + " that join both.",
                    "bytes",
                    recorded("cluster_node:kubestats_node_memory_outside_pods_bytes:max", NODE),
                    "{{node}}"),
            panel(
                            "Disk I/O",
                            "Bytes a second that each disk reads above zero, and writes below.",
                            "Bps",
                            byDevice("node_disk_read_bytes_total"),
                            "{{node}} {{device}} read")
                    .mirrored(byDevice("node_disk_written_bytes_total"), "{{node}} {{device}} written"),
            panel(
                            "Disk utilisation",
                            "Share of time in which each disk was busy; at 1, a single disk is saturated.",
                            "percentunit",
                            byDevice("node_disk_io_time_seconds_total"),
                            "{{node}} {{device}}")
                    .thresholds(Thresholds.SHARE)
        };
    }

    private static Panel panel(String title, String description, String unit, String expression, String legend) {
        return Panel.graph(title, description).unit(unit).noValue(NOT_THERE).query(expression, legend);
    }

    private static String byDevice(String counter) {
        return one("node, device", "rate(" + told(counter) + "[$__rate_interval])");
    }

    private static String told(String metric, String... matchers) {
        String more = matchers.length == 0 ? "" : ", " + String.join(", ", matchers);
        return metric + "{cluster=~\"$cluster\", " + NODE + more + "}";
    }
}
