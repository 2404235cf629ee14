package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.Lane;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.UsagePoint;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Specification of a metric family: name, help text and the source of its series.
 *
 * @param lane the first lane that supplies it, where the full lane also supplies everything the fast lane does; empty
 *     if its data comes from the API server and not from a kubelet
 * @param onByDefault whether it is written by default
 */
record FamilySpec(
        String name,
        String help,
        Optional<Lane> lane,
        boolean onByDefault,
        DecimalScale encoding,
        SeriesSource source) {
    static final String PREFIX = "kubestats_";

    FamilySpec {
        requireNonNull(name, "name");
        requireNonNull(help, "help");
        requireNonNull(lane, "lane");
        requireNonNull(encoding, "encoding");
        requireNonNull(source, "source");
    }

    /** Returns a copy that is written only if requested. */
    FamilySpec optIn() {
        return new FamilySpec(name, help, lane, false, encoding, source);
    }

    /** Returns a copy that covers only nodes with swap. */
    FamilySpec whereSwapIs() {
        return new FamilySpec(name, help, lane, onByDefault, encoding, new NodeSeriesSource.WhereSwapIs(source));
    }

    static FamilySpec node(Metric<UsagePoint> of) {
        return define(
                "node_",
                "the node",
                of,
                laneOf(of),
                new NodeSeriesSource.OfNode(new MetricReader<>(
                        node -> of.reading().applyAsLong(node.usage()),
                        node -> of.time().applyAsLong(node.usage()))));
    }

    static FamilySpec nodeIo(Metric<PressurePoint> of) {
        return define(
                "node_",
                "the node",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfNode(new MetricReader<>(
                        node -> of.reading().applyAsLong(node.detail().ioPressure()),
                        node -> of.time().applyAsLong(node.detail().ioPressure()))));
    }

    static FamilySpec nodeOnly(Metric<NodePoint> of) {
        return define(
                "node_", "the node", of, Lane.FULL, new NodeSeriesSource.OfNode(new MetricReader<>(of.reading())));
    }

    static FamilySpec nodeFs(Metric<FsPoint> of) {
        return define(
                "node_fs_",
                "the filesystem of the kubelet's root directory",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfNode(new MetricReader<>(
                        node -> of.reading().applyAsLong(node.detail().fs()),
                        node -> of.time().applyAsLong(node.detail().fs()))));
    }

    static FamilySpec nodeImageFs(Metric<FsPoint> of) {
        return define(
                "node_imagefs_",
                "the filesystem of the runtime's images",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfNode(new MetricReader<>(
                        node -> of.reading().applyAsLong(node.detail().imageFs()),
                        node -> of.time().applyAsLong(node.detail().imageFs()))));
    }

    static FamilySpec nodeContainerFs(Metric<FsPoint> of) {
        return define(
                "node_containerfs_",
                "the filesystem of the runtime's writable layers, where it is separate",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfSeparateContainerFs(new MetricReader<>(of.reading(), of.time())));
    }

    static FamilySpec nodeNetwork(Metric<InterfacePoint> of) {
        return define("node_", "the node", of, Lane.FULL, new NodeSeriesSource.OfNodeInterface(of.reading()));
    }

    /**
     * Returns the family that counts interfaces without series; absent from a node where every interface has series.
     */
    static FamilySpec nodeInterfacesOmitted() {
        return new FamilySpec(
                PREFIX + "node_network_interfaces_omitted",
                "Interfaces of the node that have no series because it has more than " + NodeInterfaces.MOST + ".",
                Optional.of(Lane.FULL),
                true,
                DecimalScale.WHOLE,
                new NodeSeriesSource.OfOmittedInterfaces());
    }

    static FamilySpec nodePressureRatio(
            String resource, boolean stalled, Function<NodePoint, PressureAverages> averages) {
        String kind = stalled ? "stalled" : "waiting";
        String who = stalled ? "all tasks of the node were" : "some task of the node was";
        return new FamilySpec(
                PREFIX + "node_pressure_" + resource + '_' + kind + "_ratio",
                "Share of time in which " + who + " held up for " + Metric.word(resource) + ", the kernel's average.",
                Optional.of(Lane.FULL),
                false,
                DecimalScale.BASIS_POINT,
                new NodeSeriesSource.OfPressureWindow(averages, stalled));
    }

    static FamilySpec systemContainer(Metric<UsagePoint> of) {
        return define(
                "system_container_",
                "the system container",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfSystemContainer(new MetricReader<>(
                        container -> of.reading().applyAsLong(container.usage()),
                        container -> of.time().applyAsLong(container.usage()),
                        container -> container.usage().startTimeMillis())));
    }

    static FamilySpec systemContainerIo(Metric<PressurePoint> of) {
        return define(
                "system_container_",
                "the system container",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfSystemContainer(new MetricReader<>(
                        container -> of.reading().applyAsLong(container.detail().ioPressure()),
                        container -> of.time().applyAsLong(container.detail().ioPressure()),
                        container -> container.usage().startTimeMillis())));
    }

    static FamilySpec pod(Metric<UsagePoint> of) {
        return define(
                "pod_",
                "the pod and its sandbox",
                of,
                laneOf(of),
                new NodeSeriesSource.OfPod(new MetricReader<>(
                        pod -> of.reading().applyAsLong(pod.usage()),
                        pod -> of.time().applyAsLong(pod.usage()),
                        pod -> pod.usage().startTimeMillis())));
    }

    static FamilySpec podIo(Metric<PressurePoint> of) {
        return define(
                "pod_",
                "the pod and its sandbox",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfPod(new MetricReader<>(
                        pod -> of.reading().applyAsLong(pod.detail().ioPressure()),
                        pod -> of.time().applyAsLong(pod.detail().ioPressure()),
                        pod -> pod.usage().startTimeMillis())));
    }

    static FamilySpec podOnly(Metric<PodPoint> of) {
        return define("pod_", "the pod", of, Lane.FULL, new NodeSeriesSource.OfPod(new MetricReader<>(of.reading())));
    }

    static FamilySpec podNetwork(Metric<InterfacePoint> of) {
        return define(
                "pod_",
                "the pod, unless it is on the host's network",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfPodInterface(of.reading()));
    }

    static FamilySpec podEphemeralStorage(Metric<FsPoint> of) {
        ToLongFunction<FsPoint> time = ownTime(of);
        return define(
                "pod_ephemeral_storage_",
                owned("the pod's local ephemeral storage: layers, logs and disk-backed emptyDirs", of),
                of,
                Lane.FULL,
                new NodeSeriesSource.OfPod(new MetricReader<>(
                        pod -> of.reading().applyAsLong(pod.detail().ephemeralStorage()),
                        pod -> time.applyAsLong(pod.detail().ephemeralStorage()))));
    }

    static FamilySpec container(Metric<UsagePoint> of) {
        return define(
                "container_",
                "the container",
                of,
                laneOf(of),
                new NodeSeriesSource.OfContainer(new MetricReader<>(
                        container -> of.reading().applyAsLong(container.usage()),
                        container -> of.time().applyAsLong(container.usage()),
                        container -> container.usage().startTimeMillis())));
    }

    static FamilySpec containerIo(Metric<PressurePoint> of) {
        return define(
                "container_",
                "the container",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfContainer(new MetricReader<>(
                        container -> of.reading().applyAsLong(container.detail().ioPressure()),
                        container -> of.time().applyAsLong(container.detail().ioPressure()),
                        container -> container.usage().startTimeMillis())));
    }

    static FamilySpec containerRootfs(Metric<FsPoint> of) {
        ToLongFunction<FsPoint> time = ownTime(of);
        return define(
                "container_rootfs_",
                owned("the container's writable layer", of),
                of,
                Lane.FULL,
                new NodeSeriesSource.OfContainer(new MetricReader<>(
                        container -> of.reading().applyAsLong(container.detail().rootfs()),
                        container -> time.applyAsLong(container.detail().rootfs()))));
    }

    static FamilySpec containerLogs(Metric<FsPoint> of) {
        ToLongFunction<FsPoint> time = ownTime(of);
        return define(
                "container_logs_",
                owned("the container's log files", of),
                of,
                Lane.FULL,
                new NodeSeriesSource.OfContainer(new MetricReader<>(
                        container -> of.reading().applyAsLong(container.detail().logs()),
                        container -> time.applyAsLong(container.detail().logs()))));
    }

    static FamilySpec volume(Metric<FsPoint> of) {
        return define(
                "volume_",
                "the pod's volume",
                of,
                Lane.FULL,
                new NodeSeriesSource.OfVolume(
                        new MetricReader<>(Metric.known(of).reading(), of.time())));
    }

    /**
     * Returns the lane of a usage metric. The fast lane supplies the content of {@code /metrics/resource}, and the
     * remaining headroom under limits, which is derived from it.
     */
    private static Lane laneOf(Metric<UsagePoint> of) {
        return Metric.OF_SUMMARY_ALONE.contains(of) ? Lane.FULL : Lane.FAST;
    }

    /**
     * Returns the owner of a filesystem metric: only usage belongs to the thing itself; sizes and free space are those
     * of the node's filesystem.
     */
    private static String owned(String thing, Metric<FsPoint> of) {
        return isOwned(of) ? thing : "the node's filesystem behind " + thing;
    }

    /**
     * Returns the time of a filesystem metric, which is unknown for sizes and free space: they may be measured at
     * another time than the usage.
     */
    private static ToLongFunction<FsPoint> ownTime(Metric<FsPoint> of) {
        return isOwned(of) ? of.time() : MetricReader::unknown;
    }

    private static boolean isOwned(Metric<FsPoint> of) {
        return of.equals(Metric.USED) || of.equals(Metric.INODES_USED);
    }

    private static FamilySpec define(String prefix, String thing, Metric<?> of, Lane lane, NodeSeriesSource source) {
        String help = String.format(Locale.ROOT, of.help(), thing);
        return new FamilySpec(PREFIX + prefix + of.suffix(), help, Optional.of(lane), true, of.encoding(), source);
    }
}
