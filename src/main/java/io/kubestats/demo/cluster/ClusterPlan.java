package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.SimulatedNode.Capacity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Planner of the nodes of one simulated cluster, deterministic by seed and time. Not thread-safe. */
final class ClusterPlan {
    private static final List<String> POOLS = List.of("general", "general", "spot", "general", "highmem", "compute");
    private static final List<KubeletVersion> VERSIONS = List.of(KubeletVersion.values());
    private static final List<String> ZONES = List.of("eu-west-1a", "eu-west-1b", "eu-west-1c");
    private static final int MANY_NODES = 10;
    private static final int USUAL_PODS = 110;
    private static final long GIBIBYTE = 1L << 30;
    private static final int DAY = 24 * 3600;

    /** The ratio of a node's size to the highest usage of its pods. */
    private static final double ROOM = 1.25;

    private final DemoConfig config;
    private final long origin;
    private final SplittableRandom random;
    private final NameGenerator names;
    private final PodPlan pods;
    private int filled;

    /** Creates a planner; {@code origin} is about now, Unix time in seconds. */
    ClusterPlan(DemoConfig config, long origin) {
        this.config = config;
        this.origin = origin;
        this.random = new SplittableRandom(config.seed());
        this.names = new NameGenerator(random.nextLong());
        this.pods = new PodPlan(random, names, origin);
    }

    /** Returns all nodes, sorted by name. */
    List<SimulatedNode> nodes() {
        int controlPlane = config.nodes() < MANY_NODES ? 1 : 3;
        List<SimulatedNode> nodes = new ArrayList<>();
        for (int i = 0; i < config.nodes(); i++) {
            boolean control = i < controlPlane;
            String pool = control ? "control" : POOLS.get(i % POOLS.size());
            nodes.add(node(i, pool, control));
        }
        nodes.sort(Comparator.comparing(SimulatedNode::name));
        return List.copyOf(nodes);
    }

    private SimulatedNode node(int index, String pool, boolean control) {
        String name = "prod-" + pool + "-" + names.suffix();
        String address = "10.0." + (index / 250) + "." + (index % 250 + 1);
        List<SimulatedPod> placed = new ArrayList<>();
        for (Workload workload : workloads(control)) {
            String podAddress = podAddress(index, placed.size());
            placed.add(pods.pod(workload, name, address, podAddress));
        }
        Load kubeletCpu = LoadProfile.STEADY.cpu(0.02 + 0.0008 * placed.size(), origin, random);
        Load systemCpu = LoadProfile.STEADY.cpu(0.12, origin, random);
        Load kubeletMemory = LoadProfile.STEADY.memory(90 << 20, origin, random);
        Load systemMemory = LoadProfile.STEADY.memory(600 << 20, origin, random);
        Capacity capacity = capacity(pool, placed, kubeletMemory.peak() + systemMemory.peak());
        return new SimulatedNode(
                name,
                labels(name, pool, control, capacity),
                VERSIONS.get(index % VERSIONS.size()),
                address,
                capacity,
                origin - random.nextInt(21 * DAY, 40 * DAY),
                new SamplingSchedule(random.nextInt(SamplingSchedule.PERIOD_SECONDS)),
                new SamplingSchedule(random.nextInt(SamplingSchedule.PERIOD_SECONDS)),
                kubeletCpu,
                kubeletMemory,
                systemCpu,
                systemMemory,
                LoadProfile.STEADY.memory(capacity.diskBytes() * random.nextDouble(0.3, 0.7), origin, random),
                placed,
                NodeFault.NONE);
    }

    private List<Workload> workloads(boolean control) {
        List<Workload> workloads = new ArrayList<>(Workloads.EVERYWHERE);
        if (control) {
            workloads.addAll(Workloads.CONTROL_PLANE);
        }
        while (workloads.size() < config.podsPerNode()) {
            workloads.add(Workloads.ELSEWHERE.get(filled++ % Workloads.ELSEWHERE.size()));
        }
        return workloads.subList(0, config.podsPerNode());
    }

    /** Returns an address from the node's own network for pods, which has 512 addresses. */
    private static String podAddress(int node, int pod) {
        int host = pod + 2;
        int subnet = node * 2 + host / 256;
        return "10." + (64 + subnet / 256) + "." + (subnet % 256) + "." + (host % 256);
    }

    private Capacity capacity(String pool, List<SimulatedPod> placed, double systemBytes) {
        double cores = 0.5;
        double bytes = systemBytes + GIBIBYTE;
        for (SimulatedPod pod : placed) {
            for (SimulatedContainer container : pod.containers()) {
                cores += Math.max(container.cpu().peak(), container.resources().requestMillicores() / 1000.0);
                bytes += Math.max(container.memory().peak(), (double)
                        container.resources().limitBytes());
            }
        }
        int size = 4;
        while (size < cores * ROOM || size * 4L * GIBIBYTE < bytes * ROOM) {
            size *= 2;
        }
        long memory = size * (pool.equals("highmem") ? 8L : 4L) * GIBIBYTE - random.nextInt(200_000, 400_000) * 1024L;
        return new Capacity(size, memory, (size * 25L) << 30, Math.max(USUAL_PODS, config.podsPerNode()));
    }

    private Map<String, String> labels(String name, String pool, boolean control, Capacity capacity) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/arch", "amd64");
        labels.put("kubernetes.io/hostname", name);
        labels.put("kubernetes.io/os", "linux");
        labels.put("node.kubernetes.io/instance-type", pool + "-" + capacity.cores());
        labels.put("pool", pool);
        labels.put("topology.kubernetes.io/region", "eu-west-1");
        labels.put("topology.kubernetes.io/zone", ZONES.get(random.nextInt(ZONES.size())));
        if (control) {
            labels.put("node-role.kubernetes.io/control-plane", "");
        }
        return labels;
    }
}
