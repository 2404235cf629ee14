package io.kubestats.demo.cluster;

import java.util.List;
import java.util.Map;

/**
 * One pod and its behaviour over time; seconds are Unix time.
 *
 * @param ownerName name of its owner
 * @param uid the API server's uid
 * @param kubeletUid the kubelet's uid: for a static pod the hash of its manifest
 * @param receivedPerCpuSecond bytes received for each second of CPU
 */
public record SimulatedPod(
        Workload workload,
        String name,
        String ownerName,
        String uid,
        String kubeletUid,
        Map<String, String> labels,
        String address,
        long startSecond,
        SamplingSchedule housekeeping,
        SamplingSchedule networkHousekeeping,
        int processes,
        double receivedPerCpuSecond,
        double sentPerCpuSecond,
        List<SimulatedContainer> containers,
        List<SimulatedVolume> volumes) {
    /** Memory of the pod's cgroup outside its containers: the sandbox. */
    private static final long SANDBOX_BYTES = 120 * MemoryPages.BYTES;

    private static final double SANDBOX_CORES = 0.0001;
    private static final double SANDBOX_CPU_SECONDS = 0.03;
    private static final long FIRST_NETWORK_BYTES = 20_000;

    public SimulatedPod {
        labels = Map.copyOf(labels);
        containers = List.copyOf(containers);
        volumes = List.copyOf(volumes);
    }

    SimulatedPod withContainers(List<SimulatedContainer> others) {
        return with(others, volumes);
    }

    SimulatedPod withVolumes(List<SimulatedVolume> others) {
        return with(containers, others);
    }

    private SimulatedPod with(List<SimulatedContainer> otherContainers, List<SimulatedVolume> otherVolumes) {
        return new SimulatedPod(
                workload,
                name,
                ownerName,
                uid,
                kubeletUid,
                labels,
                address,
                startSecond,
                housekeeping,
                networkHousekeeping,
                processes,
                receivedPerCpuSecond,
                sentPerCpuSecond,
                otherContainers,
                otherVolumes);
    }

    public String namespace() {
        return workload.namespace();
    }

    /** Returns whether all its init containers except sidecars have finished, so that its phase is Running. */
    public boolean running() {
        return containers.stream().noneMatch(container -> container.role() == ContainerRole.INIT_AT_WORK);
    }

    /** Returns whether that container runs; those after an unfinished init container wait. */
    public boolean runs(SimulatedContainer container) {
        return container.role().runs() && (running() || container.role().init());
    }

    /** Returns whether the kubelet lists that container. */
    public boolean listed(SimulatedContainer container) {
        return runs(container) || container.role() == ContainerRole.ENDED;
    }

    /** Returns the memory limit; 0 if a running container has none. */
    public long memoryLimitBytes() {
        long sum = 0;
        for (SimulatedContainer container : containers) {
            if (runs(container)) {
                if (!container.resources().limited()) {
                    return 0;
                }
                sum += container.resources().limitBytes();
            }
        }
        return sum;
    }

    /** Returns the CPU time since the pod's start. */
    public double cpuSeconds(long second) {
        double sum = SANDBOX_CPU_SECONDS + SANDBOX_CORES * (second - startSecond);
        for (SimulatedContainer container : containers) {
            if (runs(container)) {
                sum += container.cpuSecondsOfAllLives(second);
            }
        }
        return sum;
    }

    /** Returns the time that its containers have waited for CPU. */
    double stalledSeconds(long second) {
        double sum = 0;
        for (SimulatedContainer container : containers) {
            if (runs(container)) {
                sum += container.contention() * container.cpuSecondsOfAllLives(second);
            }
        }
        return sum;
    }

    /** Returns the working set of the pod at a second of Unix time. */
    public long workingSetBytes(long second) {
        long sum = SANDBOX_BYTES;
        for (SimulatedContainer container : containers) {
            if (runs(container)) {
                sum += container.workingSetBytes(second);
            }
        }
        return sum;
    }

    /** Returns its network traffic since its start; undefined on the host's network. */
    NetworkTraffic traffic(long second) {
        double cpuSeconds = cpuSeconds(second);
        return new NetworkTraffic(
                FIRST_NETWORK_BYTES + (long) (receivedPerCpuSecond * cpuSeconds),
                FIRST_NETWORK_BYTES + (long) (sentPerCpuSecond * cpuSeconds));
    }

    /** Returns its usage of the node's disk: writable layers, logs and volumes there. */
    long diskBytes(long second) {
        long sum = MemoryPages.BYTES;
        for (SimulatedContainer container : containers) {
            if (listed(container)) {
                sum += container.writableBytes() + container.logBytes(second);
            }
        }
        for (SimulatedVolume volume : volumes) {
            if (volume.onNodeDisk()) {
                sum += MemoryPages.whole(volume.used().level(second));
            }
        }
        return sum;
    }
}
