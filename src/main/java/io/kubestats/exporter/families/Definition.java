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
 * What a family is: its name and help text, and how its series are read.
 *
 * @param lane the lane that feeds it first, and what the fast lane feeds, the full lane feeds too; empty if no kubelet
 *     feeds it but the API server
 * @param onByDefault whether it is written unless told otherwise
 */
record Definition(
        String name, String help, Optional<Lane> lane, boolean onByDefault, Encoding encoding, SeriesSource source) {
    static final String PREFIX = "kubestats_";

    Definition {
        requireNonNull(name, "name");
        requireNonNull(help, "help");
        requireNonNull(lane, "lane");
        requireNonNull(encoding, "encoding");
        requireNonNull(source, "source");
    }

    /** The same, written only if asked for. */
    Definition optIn() {
        return new Definition(name, help, lane, false, encoding, source);
    }

    /** The same, of nodes with swap only. */
    Definition whereSwapIs() {
        return new Definition(name, help, lane, onByDefault, encoding, new Source.WhereSwapIs(source));
    }

    static Definition node(Quantity<UsagePoint> of) {
        return define(
                "node_",
                "the node",
                of,
                laneOf(of),
                new Source.OfNode(new Measure<>(
                        node -> of.reading().applyAsLong(node.usage()),
                        node -> of.time().applyAsLong(node.usage()))));
    }

    static Definition nodeIo(Quantity<PressurePoint> of) {
        return define(
                "node_",
                "the node",
                of,
                Lane.FULL,
                new Source.OfNode(new Measure<>(
                        node -> of.reading().applyAsLong(node.detail().ioPressure()),
                        node -> of.time().applyAsLong(node.detail().ioPressure()))));
    }

    static Definition nodeOnly(Quantity<NodePoint> of) {
        return define("node_", "the node", of, Lane.FULL, new Source.OfNode(new Measure<>(of.reading())));
    }

    static Definition nodeFs(Quantity<FsPoint> of) {
        return define(
                "node_fs_",
                "the filesystem of the kubelet's root directory",
                of,
                Lane.FULL,
                new Source.OfNode(new Measure<>(
                        node -> of.reading().applyAsLong(node.detail().fs()),
                        node -> of.time().applyAsLong(node.detail().fs()))));
    }

    static Definition nodeImageFs(Quantity<FsPoint> of) {
        return define(
                "node_imagefs_",
                "the filesystem of the runtime's images",
                of,
                Lane.FULL,
                new Source.OfNode(new Measure<>(
                        node -> of.reading().applyAsLong(node.detail().imageFs()),
                        node -> of.time().applyAsLong(node.detail().imageFs()))));
    }

    static Definition nodeContainerFs(Quantity<FsPoint> of) {
        return define(
                "node_containerfs_",
                "the filesystem of the runtime's writable layers, where it is separate",
                of,
                Lane.FULL,
                new Source.OfSeparateContainerFs(new Measure<>(of.reading(), of.time())));
    }

    static Definition nodeNetwork(Quantity<InterfacePoint> of) {
        return define("node_", "the node", of, Lane.FULL, new Source.OfNodeInterface(of.reading()));
    }

    /** The count of interfaces without series; absent from a node where all have them. */
    static Definition nodeInterfacesOmitted() {
        return new Definition(
                PREFIX + "node_network_interfaces_omitted",
                "Interfaces of the node that have no series because it has more than " + NodeInterfaces.MOST + ".",
                Optional.of(Lane.FULL),
                true,
                Encoding.WHOLE,
                new Source.OfOmittedInterfaces());
    }

    static Definition nodePressureRatio(
            String resource, boolean stalled, Function<NodePoint, PressureAverages> averages) {
        String kind = stalled ? "stalled" : "waiting";
        String who = stalled ? "all tasks of the node were" : "some task of the node was";
        return new Definition(
                PREFIX + "node_pressure_" + resource + '_' + kind + "_ratio",
                "Share of time in which " + who + " held up for " + Quantity.word(resource) + ", the kernel's average.",
                Optional.of(Lane.FULL),
                false,
                Encoding.BASIS_POINT,
                new Source.OfPressureWindow(averages, stalled));
    }

    static Definition systemContainer(Quantity<UsagePoint> of) {
        return define(
                "system_container_",
                "the system container",
                of,
                Lane.FULL,
                new Source.OfSystemContainer(new Measure<>(
                        container -> of.reading().applyAsLong(container.usage()),
                        container -> of.time().applyAsLong(container.usage()),
                        container -> container.usage().startTimeMillis())));
    }

    static Definition systemContainerIo(Quantity<PressurePoint> of) {
        return define(
                "system_container_",
                "the system container",
                of,
                Lane.FULL,
                new Source.OfSystemContainer(new Measure<>(
                        container -> of.reading().applyAsLong(container.detail().ioPressure()),
                        container -> of.time().applyAsLong(container.detail().ioPressure()),
                        container -> container.usage().startTimeMillis())));
    }

    static Definition pod(Quantity<UsagePoint> of) {
        return define(
                "pod_",
                "the pod and its sandbox",
                of,
                laneOf(of),
                new Source.OfPod(new Measure<>(
                        pod -> of.reading().applyAsLong(pod.usage()),
                        pod -> of.time().applyAsLong(pod.usage()),
                        pod -> pod.usage().startTimeMillis())));
    }

    static Definition podIo(Quantity<PressurePoint> of) {
        return define(
                "pod_",
                "the pod and its sandbox",
                of,
                Lane.FULL,
                new Source.OfPod(new Measure<>(
                        pod -> of.reading().applyAsLong(pod.detail().ioPressure()),
                        pod -> of.time().applyAsLong(pod.detail().ioPressure()),
                        pod -> pod.usage().startTimeMillis())));
    }

    static Definition podOnly(Quantity<PodPoint> of) {
        return define("pod_", "the pod", of, Lane.FULL, new Source.OfPod(new Measure<>(of.reading())));
    }

    static Definition podNetwork(Quantity<InterfacePoint> of) {
        return define(
                "pod_",
                "the pod, unless it is on the host's network",
                of,
                Lane.FULL,
                new Source.OfPodInterface(of.reading()));
    }

    static Definition podEphemeralStorage(Quantity<FsPoint> of) {
        ToLongFunction<FsPoint> time = ownTime(of);
        return define(
                "pod_ephemeral_storage_",
                owned("the pod's local ephemeral storage: layers, logs and disk-backed emptyDirs", of),
                of,
                Lane.FULL,
                new Source.OfPod(new Measure<>(
                        pod -> of.reading().applyAsLong(pod.detail().ephemeralStorage()),
                        pod -> time.applyAsLong(pod.detail().ephemeralStorage()))));
    }

    static Definition container(Quantity<UsagePoint> of) {
        return define(
                "container_",
                "the container",
                of,
                laneOf(of),
                new Source.OfContainer(new Measure<>(
                        container -> of.reading().applyAsLong(container.usage()),
                        container -> of.time().applyAsLong(container.usage()),
                        container -> container.usage().startTimeMillis())));
    }

    static Definition containerIo(Quantity<PressurePoint> of) {
        return define(
                "container_",
                "the container",
                of,
                Lane.FULL,
                new Source.OfContainer(new Measure<>(
                        container -> of.reading().applyAsLong(container.detail().ioPressure()),
                        container -> of.time().applyAsLong(container.detail().ioPressure()),
                        container -> container.usage().startTimeMillis())));
    }

    static Definition containerRootfs(Quantity<FsPoint> of) {
        ToLongFunction<FsPoint> time = ownTime(of);
        return define(
                "container_rootfs_",
                owned("the container's writable layer", of),
                of,
                Lane.FULL,
                new Source.OfContainer(new Measure<>(
                        container -> of.reading().applyAsLong(container.detail().rootfs()),
                        container -> time.applyAsLong(container.detail().rootfs()))));
    }

    static Definition containerLogs(Quantity<FsPoint> of) {
        ToLongFunction<FsPoint> time = ownTime(of);
        return define(
                "container_logs_",
                owned("the container's log files", of),
                of,
                Lane.FULL,
                new Source.OfContainer(new Measure<>(
                        container -> of.reading().applyAsLong(container.detail().logs()),
                        container -> time.applyAsLong(container.detail().logs()))));
    }

    static Definition volume(Quantity<FsPoint> of) {
        return define(
                "volume_",
                "the pod's volume",
                of,
                Lane.FULL,
                new Source.OfVolume(new Measure<>(Quantity.known(of).reading(), of.time())));
    }

    /** The fast lane tells what {@code /metrics/resource} does, and what is left of limits, which follows from it. */
    private static Lane laneOf(Quantity<UsagePoint> of) {
        return Quantity.OF_SUMMARY_ALONE.contains(of) ? Lane.FULL : Lane.FAST;
    }

    /** Only what is used belongs to its owner; sizes and free space are those of the node's filesystem. */
    private static String owned(String thing, Quantity<FsPoint> of) {
        return isOwned(of) ? thing : "the node's filesystem behind " + thing;
    }

    /** What is of the node's filesystem may be read at another time than what is used. */
    private static ToLongFunction<FsPoint> ownTime(Quantity<FsPoint> of) {
        return isOwned(of) ? of.time() : Measure::unknown;
    }

    private static boolean isOwned(Quantity<FsPoint> of) {
        return of.equals(Quantity.USED) || of.equals(Quantity.INODES_USED);
    }

    private static Definition define(String prefix, String thing, Quantity<?> of, Lane lane, Source source) {
        String help = String.format(Locale.ROOT, of.help(), thing);
        return new Definition(PREFIX + prefix + of.suffix(), help, Optional.of(lane), true, of.encoding(), source);
    }
}
