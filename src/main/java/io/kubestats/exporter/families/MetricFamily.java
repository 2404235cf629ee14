package io.kubestats.exporter.families;

import static io.kubestats.exporter.families.FamilySpec.container;
import static io.kubestats.exporter.families.FamilySpec.containerIo;
import static io.kubestats.exporter.families.FamilySpec.containerLogs;
import static io.kubestats.exporter.families.FamilySpec.containerRootfs;
import static io.kubestats.exporter.families.FamilySpec.node;
import static io.kubestats.exporter.families.FamilySpec.nodeContainerFs;
import static io.kubestats.exporter.families.FamilySpec.nodeFs;
import static io.kubestats.exporter.families.FamilySpec.nodeImageFs;
import static io.kubestats.exporter.families.FamilySpec.nodeInterfacesOmitted;
import static io.kubestats.exporter.families.FamilySpec.nodeIo;
import static io.kubestats.exporter.families.FamilySpec.nodeNetwork;
import static io.kubestats.exporter.families.FamilySpec.nodeOnly;
import static io.kubestats.exporter.families.FamilySpec.nodePressureRatio;
import static io.kubestats.exporter.families.FamilySpec.pod;
import static io.kubestats.exporter.families.FamilySpec.podEphemeralStorage;
import static io.kubestats.exporter.families.FamilySpec.podIo;
import static io.kubestats.exporter.families.FamilySpec.podNetwork;
import static io.kubestats.exporter.families.FamilySpec.podOnly;
import static io.kubestats.exporter.families.FamilySpec.systemContainer;
import static io.kubestats.exporter.families.FamilySpec.systemContainerIo;
import static io.kubestats.exporter.families.FamilySpec.volume;
import static io.kubestats.exporter.families.Metric.AVAILABLE;
import static io.kubestats.exporter.families.Metric.BOOT_TIME;
import static io.kubestats.exporter.families.Metric.CAPACITY;
import static io.kubestats.exporter.families.Metric.CPU_STALLED;
import static io.kubestats.exporter.families.Metric.CPU_USAGE;
import static io.kubestats.exporter.families.Metric.CPU_WAITING;
import static io.kubestats.exporter.families.Metric.INODES;
import static io.kubestats.exporter.families.Metric.INODES_FREE;
import static io.kubestats.exporter.families.Metric.INODES_USED;
import static io.kubestats.exporter.families.Metric.IO_STALLED;
import static io.kubestats.exporter.families.Metric.IO_WAITING;
import static io.kubestats.exporter.families.Metric.MAJOR_PAGE_FAULTS;
import static io.kubestats.exporter.families.Metric.MEMORY_AVAILABLE;
import static io.kubestats.exporter.families.Metric.MEMORY_RSS;
import static io.kubestats.exporter.families.Metric.MEMORY_STALLED;
import static io.kubestats.exporter.families.Metric.MEMORY_USAGE;
import static io.kubestats.exporter.families.Metric.MEMORY_WAITING;
import static io.kubestats.exporter.families.Metric.MEMORY_WORKING_SET;
import static io.kubestats.exporter.families.Metric.PAGE_FAULTS;
import static io.kubestats.exporter.families.Metric.PIDS;
import static io.kubestats.exporter.families.Metric.PIDS_MAX;
import static io.kubestats.exporter.families.Metric.PROCESSES;
import static io.kubestats.exporter.families.Metric.RECEIVE_BYTES;
import static io.kubestats.exporter.families.Metric.RECEIVE_ERRORS;
import static io.kubestats.exporter.families.Metric.SAMPLE_TIMESTAMP;
import static io.kubestats.exporter.families.Metric.START_TIME;
import static io.kubestats.exporter.families.Metric.SWAP_AVAILABLE;
import static io.kubestats.exporter.families.Metric.SWAP_USAGE;
import static io.kubestats.exporter.families.Metric.TRANSMIT_BYTES;
import static io.kubestats.exporter.families.Metric.TRANSMIT_ERRORS;
import static io.kubestats.exporter.families.Metric.USED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.model.Lane;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of metric families of nodes, system containers, pods, containers, volumes and namespaces: the only
 * source of their names, types, help texts, units and labels. Families are written in this order.
 */
@SuppressWarnings("ImmutableEnumChecker") // The arrays and functions that the fields hold are never changed.
public enum MetricFamily {
    NODE_CPU_USAGE(node(CPU_USAGE)),
    NODE_MEMORY_USAGE(node(MEMORY_USAGE)),
    NODE_MEMORY_WORKING_SET(node(MEMORY_WORKING_SET)),
    NODE_MEMORY_RSS(node(MEMORY_RSS)),
    NODE_MEMORY_AVAILABLE(node(MEMORY_AVAILABLE)),
    NODE_PAGE_FAULTS(node(PAGE_FAULTS)),
    NODE_MAJOR_PAGE_FAULTS(node(MAJOR_PAGE_FAULTS)),
    NODE_SWAP_USAGE(node(SWAP_USAGE)),
    NODE_SWAP_AVAILABLE(node(SWAP_AVAILABLE)),
    NODE_FS_CAPACITY(nodeFs(CAPACITY)),
    NODE_FS_AVAILABLE(nodeFs(AVAILABLE)),
    NODE_FS_USED(nodeFs(USED)),
    NODE_FS_INODES(nodeFs(INODES)),
    NODE_FS_INODES_FREE(nodeFs(INODES_FREE)),
    NODE_FS_INODES_USED(nodeFs(INODES_USED)),
    NODE_IMAGEFS_CAPACITY(nodeImageFs(CAPACITY)),
    NODE_IMAGEFS_AVAILABLE(nodeImageFs(AVAILABLE)),
    NODE_IMAGEFS_USED(nodeImageFs(USED)),
    NODE_IMAGEFS_INODES(nodeImageFs(INODES)),
    NODE_IMAGEFS_INODES_FREE(nodeImageFs(INODES_FREE)),
    NODE_IMAGEFS_INODES_USED(nodeImageFs(INODES_USED)),
    NODE_CONTAINERFS_CAPACITY(nodeContainerFs(CAPACITY)),
    NODE_CONTAINERFS_AVAILABLE(nodeContainerFs(AVAILABLE)),
    NODE_CONTAINERFS_USED(nodeContainerFs(USED)),
    NODE_CONTAINERFS_INODES(nodeContainerFs(INODES)),
    NODE_CONTAINERFS_INODES_FREE(nodeContainerFs(INODES_FREE)),
    NODE_CONTAINERFS_INODES_USED(nodeContainerFs(INODES_USED)),
    NODE_RECEIVE_BYTES(nodeNetwork(RECEIVE_BYTES)),
    NODE_TRANSMIT_BYTES(nodeNetwork(TRANSMIT_BYTES)),
    NODE_RECEIVE_ERRORS(nodeNetwork(RECEIVE_ERRORS)),
    NODE_TRANSMIT_ERRORS(nodeNetwork(TRANSMIT_ERRORS)),
    NODE_INTERFACES_OMITTED(nodeInterfacesOmitted()),
    NODE_PIDS(nodeOnly(PIDS)),
    NODE_PIDS_MAX(nodeOnly(PIDS_MAX)),
    NODE_BOOT_TIME(nodeOnly(BOOT_TIME)),
    NODE_CPU_WAITING(node(CPU_WAITING)),
    NODE_CPU_STALLED(node(CPU_STALLED)),
    NODE_MEMORY_WAITING(node(MEMORY_WAITING)),
    NODE_MEMORY_STALLED(node(MEMORY_STALLED)),
    NODE_IO_WAITING(nodeIo(IO_WAITING)),
    NODE_IO_STALLED(nodeIo(IO_STALLED)),
    NODE_CPU_WAITING_RATIO(nodePressureRatio(
            "cpu", false, point -> point.detail().pressureAverages().cpu())),
    NODE_CPU_STALLED_RATIO(nodePressureRatio(
            "cpu", true, point -> point.detail().pressureAverages().cpu())),
    NODE_MEMORY_WAITING_RATIO(nodePressureRatio(
            "memory", false, point -> point.detail().pressureAverages().memory())),
    NODE_MEMORY_STALLED_RATIO(nodePressureRatio(
            "memory", true, point -> point.detail().pressureAverages().memory())),
    NODE_IO_WAITING_RATIO(nodePressureRatio(
            "io", false, point -> point.detail().pressureAverages().io())),
    NODE_IO_STALLED_RATIO(nodePressureRatio(
            "io", true, point -> point.detail().pressureAverages().io())),
    NODE_SAMPLE_TIMESTAMP(node(SAMPLE_TIMESTAMP)),
    NODE_INFO(ObjectFamilySpec.nodeInfo()),
    NODE_LABELS(MetadataFamilySpec.of(MetadataObject.NODE, MetadataKind.LABELS)),
    NODE_ANNOTATIONS(MetadataFamilySpec.of(MetadataObject.NODE, MetadataKind.ANNOTATIONS)),
    NODE_ALLOCATABLE(ObjectFamilySpec.nodeAllocatable()),
    NODE_CAPACITY(ObjectFamilySpec.nodeCapacity()),

    SYSTEM_CONTAINER_CPU_USAGE(systemContainer(CPU_USAGE)),
    SYSTEM_CONTAINER_MEMORY_USAGE(systemContainer(MEMORY_USAGE)),
    SYSTEM_CONTAINER_MEMORY_WORKING_SET(systemContainer(MEMORY_WORKING_SET)),
    SYSTEM_CONTAINER_MEMORY_RSS(systemContainer(MEMORY_RSS)),
    SYSTEM_CONTAINER_MEMORY_AVAILABLE(systemContainer(MEMORY_AVAILABLE)),
    SYSTEM_CONTAINER_PAGE_FAULTS(systemContainer(PAGE_FAULTS).optIn()),
    SYSTEM_CONTAINER_MAJOR_PAGE_FAULTS(systemContainer(MAJOR_PAGE_FAULTS).optIn()),
    SYSTEM_CONTAINER_SWAP_USAGE(systemContainer(SWAP_USAGE)),
    SYSTEM_CONTAINER_CPU_WAITING(systemContainer(CPU_WAITING)),
    SYSTEM_CONTAINER_CPU_STALLED(systemContainer(CPU_STALLED)),
    SYSTEM_CONTAINER_MEMORY_WAITING(systemContainer(MEMORY_WAITING)),
    SYSTEM_CONTAINER_MEMORY_STALLED(systemContainer(MEMORY_STALLED)),
    SYSTEM_CONTAINER_IO_WAITING(systemContainerIo(IO_WAITING)),
    SYSTEM_CONTAINER_IO_STALLED(systemContainerIo(IO_STALLED)),
    SYSTEM_CONTAINER_START_TIME(systemContainer(START_TIME)),

    POD_CPU_USAGE(pod(CPU_USAGE)),
    POD_MEMORY_USAGE(pod(MEMORY_USAGE)),
    POD_MEMORY_WORKING_SET(pod(MEMORY_WORKING_SET)),
    POD_MEMORY_RSS(pod(MEMORY_RSS)),
    POD_MEMORY_AVAILABLE(pod(MEMORY_AVAILABLE)),
    POD_PAGE_FAULTS(pod(PAGE_FAULTS).optIn()),
    POD_MAJOR_PAGE_FAULTS(pod(MAJOR_PAGE_FAULTS).optIn()),
    POD_SWAP_USAGE(pod(SWAP_USAGE).whereSwapIs()),
    POD_SWAP_AVAILABLE(pod(SWAP_AVAILABLE).whereSwapIs()),
    POD_RECEIVE_BYTES(podNetwork(RECEIVE_BYTES)),
    POD_TRANSMIT_BYTES(podNetwork(TRANSMIT_BYTES)),
    POD_RECEIVE_ERRORS(podNetwork(RECEIVE_ERRORS)),
    POD_TRANSMIT_ERRORS(podNetwork(TRANSMIT_ERRORS)),
    POD_PROCESSES(podOnly(PROCESSES)),
    POD_EPHEMERAL_STORAGE_USED(podEphemeralStorage(USED)),
    POD_EPHEMERAL_STORAGE_INODES_USED(podEphemeralStorage(INODES_USED)),
    POD_EPHEMERAL_STORAGE_CAPACITY(podEphemeralStorage(CAPACITY).optIn()),
    POD_EPHEMERAL_STORAGE_AVAILABLE(podEphemeralStorage(AVAILABLE).optIn()),
    POD_CPU_WAITING(pod(CPU_WAITING)),
    POD_CPU_STALLED(pod(CPU_STALLED)),
    POD_MEMORY_WAITING(pod(MEMORY_WAITING)),
    POD_MEMORY_STALLED(pod(MEMORY_STALLED)),
    POD_IO_WAITING(podIo(IO_WAITING)),
    POD_IO_STALLED(podIo(IO_STALLED)),
    POD_START_TIME(pod(START_TIME)),
    POD_INFO(ObjectFamilySpec.podInfo()),
    POD_LABELS(MetadataFamilySpec.of(MetadataObject.POD, MetadataKind.LABELS)),
    POD_ANNOTATIONS(MetadataFamilySpec.of(MetadataObject.POD, MetadataKind.ANNOTATIONS)),
    POD_SAMPLE_TIMESTAMP(pod(SAMPLE_TIMESTAMP).optIn()),

    CONTAINER_CPU_USAGE(container(CPU_USAGE)),
    CONTAINER_MEMORY_USAGE(container(MEMORY_USAGE)),
    CONTAINER_MEMORY_WORKING_SET(container(MEMORY_WORKING_SET)),
    CONTAINER_MEMORY_RSS(container(MEMORY_RSS)),
    CONTAINER_MEMORY_AVAILABLE(container(MEMORY_AVAILABLE)),
    CONTAINER_PAGE_FAULTS(container(PAGE_FAULTS).optIn()),
    CONTAINER_MAJOR_PAGE_FAULTS(container(MAJOR_PAGE_FAULTS)),
    CONTAINER_SWAP_USAGE(container(SWAP_USAGE).whereSwapIs()),
    CONTAINER_SWAP_AVAILABLE(container(SWAP_AVAILABLE).whereSwapIs()),
    CONTAINER_ROOTFS_USED(containerRootfs(USED)),
    CONTAINER_ROOTFS_INODES_USED(containerRootfs(INODES_USED)),
    CONTAINER_ROOTFS_CAPACITY(containerRootfs(CAPACITY).optIn()),
    CONTAINER_ROOTFS_AVAILABLE(containerRootfs(AVAILABLE).optIn()),
    CONTAINER_LOGS_USED(containerLogs(USED)),
    CONTAINER_LOGS_INODES_USED(containerLogs(INODES_USED)),
    CONTAINER_LOGS_CAPACITY(containerLogs(CAPACITY).optIn()),
    CONTAINER_LOGS_AVAILABLE(containerLogs(AVAILABLE).optIn()),
    CONTAINER_CPU_WAITING(container(CPU_WAITING)),
    CONTAINER_CPU_STALLED(container(CPU_STALLED)),
    CONTAINER_MEMORY_WAITING(container(MEMORY_WAITING)),
    CONTAINER_MEMORY_STALLED(container(MEMORY_STALLED)),
    CONTAINER_IO_WAITING(containerIo(IO_WAITING)),
    CONTAINER_IO_STALLED(containerIo(IO_STALLED)),
    CONTAINER_START_TIME(container(START_TIME)),
    CONTAINER_INFO(ObjectFamilySpec.containerInfo()),
    CONTAINER_ID_INFO(ObjectFamilySpec.containerIdInfo().optIn()),
    CONTAINER_RESOURCE_REQUESTS(ObjectFamilySpec.containerRequests()),
    CONTAINER_RESOURCE_LIMITS(ObjectFamilySpec.containerLimits()),
    CONTAINER_SAMPLE_TIMESTAMP(container(SAMPLE_TIMESTAMP).optIn()),

    VOLUME_CAPACITY(volume(CAPACITY)),
    VOLUME_AVAILABLE(volume(AVAILABLE)),
    VOLUME_USED(volume(USED)),
    VOLUME_INODES(volume(INODES)),
    VOLUME_INODES_FREE(volume(INODES_FREE)),
    VOLUME_INODES_USED(volume(INODES_USED)),

    NAMESPACE_LABELS(MetadataFamilySpec.of(MetadataObject.NAMESPACE, MetadataKind.LABELS)),
    NAMESPACE_ANNOTATIONS(MetadataFamilySpec.of(MetadataObject.NAMESPACE, MetadataKind.ANNOTATIONS));

    private final FamilySpec definition;
    private final byte[] textHeader;
    private final byte[] openMetricsHeader;
    private final byte[] sampleStart;
    private final byte[] createdStart;

    MetricFamily(FamilySpec definition) {
        this.definition = definition;
        this.textHeader = textHeader().getBytes(UTF_8);
        this.openMetricsHeader = openMetricsHeader().getBytes(UTF_8);
        this.sampleStart = lineStart(definition.name());
        this.createdStart = lineStart(baseName() + "_created");
    }

    /** Returns the name of the family's samples, as used in queries. */
    public String metricName() {
        return definition.name();
    }

    /** Returns {@code counter}, {@code gauge} or {@code info}; the last is a gauge in the Prometheus text format. */
    public String type() {
        if (metricName().endsWith("_total")) {
            return "counter";
        }
        return metricName().endsWith("_info") ? "info" : "gauge";
    }

    /** Returns the help text, one sentence. */
    public String help() {
        return definition.help();
    }

    /**
     * Returns {@code seconds}, {@code bytes} or {@code ratio}, always the end of the base name; empty for plain
     * numbers.
     */
    public String unit() {
        String base = baseName();
        String last = base.substring(base.lastIndexOf('_') + 1);
        return last.equals("seconds") || last.equals("bytes") || last.equals("ratio") ? last : "";
    }

    /** Returns the labels of every series, in the order in which they are written. */
    public List<String> labels() {
        return definition.source().labels();
    }

    /**
     * Returns the first lane that supplies the family, where the full lane also supplies everything the fast lane does;
     * empty if the data comes from the API server.
     */
    public Optional<Lane> lane() {
        return definition.lane();
    }

    /** Returns whether the family is written by default. */
    public boolean isOnByDefault() {
        return definition.onByDefault();
    }

    /**
     * Returns the requested keys that the family carries as labels; the family is written if there are any. Empty if
     * the family does not carry object labels or annotations.
     */
    public Optional<KeyChoice> keys(MetadataChoice choice) {
        return definition.source() instanceof MetadataSource pairs ? Optional.of(pairs.keys(choice)) : Optional.empty();
    }

    /** Returns whether the family is about pressure stalls, which a single switch disables. */
    public boolean isPressure() {
        return metricName().contains("_pressure_");
    }

    public MetricGroup group() {
        return MetricGroup.ofFamily(metricName());
    }

    DecimalScale encoding() {
        return definition.encoding();
    }

    public SeriesSource source() {
        return definition.source();
    }

    /** Returns the lines above the family's samples. Callers must not modify the array. */
    byte[] header(ExpositionFormat format) {
        return format == ExpositionFormat.TEXT ? textHeader : openMetricsHeader;
    }

    /** Returns the start of each sample line, up to the value of the first label. Callers must not modify the array. */
    byte[] sampleStart() {
        return sampleStart;
    }

    /**
     * Returns the start of each {@code _created} line, up to the value of the first label. Callers must not modify the
     * array.
     */
    byte[] createdStart() {
        return createdStart;
    }

    private byte[] lineStart(String name) {
        return (name + '{' + labels().get(0) + "=\"").getBytes(UTF_8);
    }

    private String baseName() {
        String name = metricName();
        if (name.endsWith("_total")) {
            return name.substring(0, name.length() - "_total".length());
        }
        return name.endsWith("_info") ? name.substring(0, name.length() - "_info".length()) : name;
    }

    private String textHeader() {
        String type = type().equals("info") ? "gauge" : type();
        return "# HELP " + metricName() + ' ' + help() + "\n# TYPE " + metricName() + ' ' + type + '\n';
    }

    private String openMetricsHeader() {
        String base = baseName();
        String unit = unit().isEmpty() ? "" : "# UNIT " + base + ' ' + unit() + '\n';
        return "# HELP " + base + ' ' + help() + "\n# TYPE " + base + ' ' + type() + '\n' + unit;
    }
}
