package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.SlotValues.Filesystem;
import java.util.function.LongToDoubleFunction;

/** The readings of a kubelet at one second, calculated from the simulated objects. */
public final class NodeReadings {
    private static final double KUBELET_CONTENTION = 0.01;
    private static final int FAULTS_PER_CPU_SECOND = 260;
    private static final int FIRST_FAULTS = 900;
    private static final long POD_CACHE_BYTES = 2 << 20;
    private static final long NODE_CACHE_BYTES = 2L << 30;
    private static final int VOLUME_PERIOD_SECONDS = 75;
    private static final int SMALL_FILES_BYTES = 3 * MemoryPages.BYTES;
    private static final int SMALL_FILES = 9;

    private final SimulatedNode node;
    private final long now;
    private final long nodeSecond;
    private final boolean full;
    private final Filesystem disk;
    private final NetworkTraffic hostTraffic;

    /**
     * Creates the readings at {@code now}, Unix time in seconds.
     *
     * @param full whether to include more than CPU, memory and swap
     */
    public NodeReadings(SimulatedNode node, long now, boolean full) {
        this.node = node;
        this.now = now;
        this.full = full;
        this.nodeSecond = node.housekeeping().last(now);
        this.disk = disk(nodeSecond);
        this.hostTraffic = full ? node.traffic(nodeSecond) : NetworkTraffic.NONE;
    }

    /** Fills in the readings of the node. */
    public void node(SlotValues frame) {
        long second = nodeSecond;
        long capacity = node.capacity().memoryBytes();
        frame.number(SlotTable.START_TIME, node.bootSecond());
        frame.cpu(node::cpuSeconds, second, node.bootSecond());
        if (node.version().pressureMoves()) {
            frame.pressure(node::stalledSeconds, node.fault().held()::total, second, node.bootSecond());
        }
        frame.memory(second, capacity, node.workingSetBytes(second), NODE_CACHE_BYTES, faults(frame));
        if (!full) {
            return;
        }
        frame.network(second, hostTraffic);
        frame.filesystem(SlotTable.FS, second, disk, disk.usedBytes(), disk.inodesUsed());
        long images = MemoryPages.whole(disk.usedBytes() * 0.4);
        frame.filesystem(SlotTable.IMAGE_FS, second, disk, images, images / (40 << 10));
        frame.filesystem(SlotTable.CONTAINER_FS, second, disk, images, images / (40 << 10));
        frame.number(SlotTable.RLIMIT, now);
        frame.number(SlotTable.RLIMIT + 1, 150 + node.processes());
    }

    /** Fills in the readings of a system container, {@code kubelet} or {@code pods}. */
    public void systemContainer(SlotValues frame, String name) {
        if (name.equals("kubelet")) {
            kubelet(frame);
            return;
        }
        long capacity = node.capacity().memoryBytes();
        frame.number(SlotTable.START_TIME, node.bootSecond());
        usage(frame, node::podCpuSeconds, node::stalledSeconds, nodeSecond, node.bootSecond());
        long bytes = node.podWorkingSetBytes(nodeSecond);
        frame.memory(nodeSecond, capacity, bytes, NODE_CACHE_BYTES / 4, faults(frame));
    }

    /** Fills in the readings of a pod. */
    public void pod(SlotValues frame, SimulatedPod pod) {
        long second = pod.housekeeping().last(now);
        frame.number(SlotTable.START_TIME, pod.startSecond());
        usage(frame, pod::cpuSeconds, pod::stalledSeconds, second, pod.startSecond());
        frame.memory(second, pod.memoryLimitBytes(), pod.workingSetBytes(second), cache(pod), faults(frame));
        if (!full) {
            return;
        }
        if (pod.workload().hostNetwork()) {
            frame.network(nodeSecond, hostTraffic);
        } else {
            long networkSecond = pod.networkHousekeeping().last(now);
            frame.network(networkSecond, pod.traffic(networkSecond));
        }
        long diskBytes = pod.diskBytes(now);
        frame.filesystem(SlotTable.EPHEMERAL_STORAGE, now, disk, diskBytes, SMALL_FILES + diskBytes / (64 << 10));
        frame.number(SlotTable.PROCESSES, pod.processes());
    }

    /** Fills in the readings of a container. */
    public void container(SlotValues frame, SimulatedContainer container) {
        long second = container.housekeeping().last(now);
        long start = container.life().start(second);
        frame.number(SlotTable.START_TIME, start);
        LongToDoubleFunction stalled = at -> container.contention() * container.cpuSeconds(at);
        usage(frame, container::cpuSeconds, stalled, second, start);
        frame.memory(
                second,
                container.resources().limitBytes(),
                container.workingSetBytes(second),
                POD_CACHE_BYTES,
                faults(frame));
        if (!full) {
            return;
        }
        long written = container.writableBytes();
        frame.filesystem(SlotTable.ROOTFS, nodeSecond, disk, written, SMALL_FILES + written / (64 << 10));
        frame.filesystem(SlotTable.LOGS, now, disk, container.logBytes(now), 1);
    }

    /** Fills in the readings of a volume. */
    public void volume(SlotValues frame, SimulatedPod pod, SimulatedVolume volume) {
        long second = now - 1 - Math.floorMod(now - pod.housekeeping().phase(), VOLUME_PERIOD_SECONDS);
        long used = MemoryPages.whole(volume.used().level(second));
        switch (volume.kind()) {
            case EMPTY_DIR -> frame.filesystem(SlotTable.VOLUME, second, disk(second), used, 1 + used / (1 << 20));
            case CONFIG_MAP -> frame.filesystem(SlotTable.VOLUME, second, disk(second), SMALL_FILES_BYTES, SMALL_FILES);
            case CLAIM -> {
                Filesystem own = Filesystem.of(volume.sizeBytes(), used);
                frame.filesystem(SlotTable.VOLUME, second, own, used, own.inodesUsed());
            }
            case TOKEN -> {
                long limit = pod.memoryLimitBytes();
                Filesystem memory =
                        Filesystem.of(limit > 0 ? limit : node.capacity().memoryBytes(), SMALL_FILES_BYTES);
                frame.filesystem(SlotTable.VOLUME, second, memory, SMALL_FILES_BYTES, SMALL_FILES);
            }
        }
    }

    private Filesystem disk(long second) {
        return Filesystem.of(
                node.capacity().diskBytes(), MemoryPages.whole(node.disk().level(second)));
    }

    private void kubelet(SlotValues frame) {
        long second = node.kubeletHousekeeping().last(now);
        long start = node.kubeletStartSecond();
        frame.number(SlotTable.START_TIME, start);
        LongToDoubleFunction stalled = at -> node.kubeletCpuSeconds(at) * KUBELET_CONTENTION;
        usage(frame, node::kubeletCpuSeconds, stalled, second, start);
        long bytes = MemoryPages.whole(node.kubeletMemory().level(second));
        frame.memory(second, 0, bytes, POD_CACHE_BYTES, faults(frame));
    }

    private void usage(
            SlotValues frame, LongToDoubleFunction cpuSeconds, LongToDoubleFunction stalled, long second, long start) {
        frame.cpu(cpuSeconds, second, start);
        if (node.version().pressureMoves()) {
            frame.pressure(stalled, second, start);
        }
    }

    private static long faults(SlotValues frame) {
        return FIRST_FAULTS + frame.number(SlotTable.CPU + 2) / 1_000_000_000 * FAULTS_PER_CPU_SECOND;
    }

    private static long cache(SimulatedPod pod) {
        return POD_CACHE_BYTES * pod.containers().size();
    }
}
