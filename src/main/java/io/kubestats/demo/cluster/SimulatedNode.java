package io.kubestats.demo.cluster;

import java.util.List;
import java.util.Map;

/**
 * One node and its behaviour over time; seconds are Unix time.
 *
 * @param version the version whose recorded responses its kubelet replays
 * @param address its address in the simulated network, not the one on which its kubelet listens
 * @param kubeletCpu CPU load of the kubelet
 * @param systemCpu CPU load of other processes outside pods
 * @param fault its fault, if any
 */
public record SimulatedNode(
        String name,
        Map<String, String> labels,
        KubeletVersion version,
        String address,
        Capacity capacity,
        long bootSecond,
        SamplingSchedule housekeeping,
        SamplingSchedule kubeletHousekeeping,
        Load kubeletCpu,
        Load kubeletMemory,
        Load systemCpu,
        Load systemMemory,
        Load disk,
        List<SimulatedPod> pods,
        NodeFault fault) {
    private static final double SYSTEM_BYTES_PER_CPU_SECOND = 4000;

    /** The size of a node. */
    public record Capacity(int cores, long memoryBytes, long diskBytes, int pods) {}

    public SimulatedNode {
        labels = Map.copyOf(labels);
        pods = List.copyOf(pods);
    }

    SimulatedNode withDisk(Load other) {
        return with(other, pods, fault);
    }

    SimulatedNode withPods(List<SimulatedPod> others) {
        return with(disk, others, fault);
    }

    SimulatedNode withFault(NodeFault other) {
        return with(disk, pods, other);
    }

    private SimulatedNode with(Load otherDisk, List<SimulatedPod> otherPods, NodeFault otherFault) {
        return new SimulatedNode(
                name,
                labels,
                version,
                address,
                capacity,
                bootSecond,
                housekeeping,
                kubeletHousekeeping,
                kubeletCpu,
                kubeletMemory,
                systemCpu,
                systemMemory,
                otherDisk,
                otherPods,
                otherFault);
    }

    /** Returns the start time of the kubelet. */
    public long kubeletStartSecond() {
        return bootSecond + 23;
    }

    /** Returns the CPU time of the kubelet since its start. */
    double kubeletCpuSeconds(long second) {
        return kubeletCpu.total(second) - kubeletCpu.total(kubeletStartSecond());
    }

    /** Returns the CPU time of all pods. */
    double podCpuSeconds(long second) {
        double sum = 0;
        for (SimulatedPod pod : pods) {
            sum += pod.cpuSeconds(second);
        }
        return sum;
    }

    /** Returns the CPU time of the whole node since its boot. */
    public double cpuSeconds(long second) {
        return podCpuSeconds(second)
                + kubeletCpuSeconds(second)
                + systemCpu.total(second)
                - systemCpu.total(bootSecond);
    }

    /** Returns the time that pods have waited for CPU. */
    double stalledSeconds(long second) {
        double sum = 0;
        for (SimulatedPod pod : pods) {
            sum += pod.stalledSeconds(second);
        }
        return sum;
    }

    long podWorkingSetBytes(long second) {
        long sum = 0;
        for (SimulatedPod pod : pods) {
            sum += pod.workingSetBytes(second);
        }
        return sum;
    }

    /** Returns the working set of the node at a second of Unix time. */
    public long workingSetBytes(long second) {
        return podWorkingSetBytes(second)
                + MemoryPages.whole(kubeletMemory.level(second))
                + MemoryPages.whole(systemMemory.level(second));
    }

    /** Returns the traffic of the whole node since its boot. */
    NetworkTraffic traffic(long second) {
        long own = (long) (SYSTEM_BYTES_PER_CPU_SECOND * (systemCpu.total(second) - systemCpu.total(bootSecond)));
        NetworkTraffic sum = new NetworkTraffic(own, own);
        for (SimulatedPod pod : pods) {
            sum = sum.plus(pod.traffic(second));
        }
        return sum;
    }

    int processes() {
        return pods.stream().mapToInt(SimulatedPod::processes).sum();
    }
}
