package io.kubestats.demo.cluster;

import io.kubestats.config.DemoScenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Injector of faults into a planned cluster, a minute after its start: long enough to see the healthy state, short
 * enough to wait for. Each scenario has its own node if there are enough. Not thread-safe.
 */
final class ScenarioInjector {
    private static final int DELAY_SECONDS = 60;
    private static final int SOON_SECONDS = 30;
    private static final int FILLING_SECONDS = 180;
    private static final double FULL_DISK = 0.95;
    private static final double FULL_SCRATCH_BYTES = 3900.0 * (1 << 20);
    private static final double NEAR_LIMIT = 0.97;
    private static final double HELD_SHARE = 0.5;
    private static final String VICTIM = "checkout";
    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    private final long beginSecond;
    private final List<SimulatedNode> nodes;
    private final List<String> injected = new ArrayList<>();

    /** Creates an injector for a cluster that starts at that second, Unix time. */
    ScenarioInjector(List<SimulatedNode> planned, long startSecond) {
        this.nodes = new ArrayList<>(planned);
        this.beginSecond = startSecond + DELAY_SECONDS;
    }

    void add(Set<DemoScenario> scenarios) {
        scenarios.stream().sorted().forEach(this::add);
    }

    /** Returns the nodes, with the injected faults. */
    List<SimulatedNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Returns a sentence for each injected scenario: the fault and its place. */
    List<String> injected() {
        return List.copyOf(injected);
    }

    private void add(DemoScenario scenario) {
        SimulatedNode node = victim(scenario);
        nodes.set(
                nodes.indexOf(node),
                switch (scenario) {
                    case KUBELET_DOWN -> {
                        injected.add("The kubelet of " + node.name() + " does not respond.");
                        yield node.withFault(
                                new NodeFault(beginSecond, node.fault().held()));
                    }
                    case DISK_FILLING -> {
                        injected.add("The disk of " + node.name() + " fills up, and so does the emptyDir of its "
                                + VICTIM + " pod.");
                        yield fillingDisk(node);
                    }
                    case MEMORY_LEAK -> {
                        injected.add("The " + VICTIM + " container on " + node.name() + " leaks memory.");
                        yield node.withPods(containers(node, this::leaking));
                    }
                    case PRESSURE -> {
                        injected.add("The tasks of " + node.name() + " are held up.");
                        yield node.withFault(new NodeFault(
                                node.fault().lostSecond(), new RampLoad(beginSecond, SOON_SECONDS, HELD_SHARE)));
                    }
                });
    }

    /** Returns the most suitable node: one that reports the fault, has no other fault, and is no control plane. */
    private SimulatedNode victim(DemoScenario scenario) {
        return nodes.stream()
                .max(Comparator.comparing((SimulatedNode node) -> scenario != DemoScenario.PRESSURE
                                || node.version().pressureMoves())
                        .thenComparing(node -> injected.stream().noneMatch(fault -> fault.contains(node.name())))
                        .thenComparing(node -> !node.labels().containsKey(CONTROL_PLANE)))
                .orElseThrow();
    }

    private SimulatedNode fillingDisk(SimulatedNode node) {
        double room = FULL_DISK * node.capacity().diskBytes() - node.disk().peak();
        return node.withDisk(new SummedLoad(node.disk(), new RampLoad(beginSecond, FILLING_SECONDS, room)))
                .withPods(node.pods().stream()
                        .map(pod -> pod.workload().name().equals(VICTIM) ? pod.withVolumes(filling(pod)) : pod)
                        .toList());
    }

    private List<SimulatedVolume> filling(SimulatedPod pod) {
        return pod.volumes().stream()
                .map(volume -> volume.kind() == Workload.VolumeKind.EMPTY_DIR
                        ? volume.withUsed(new SummedLoad(
                                volume.used(),
                                new RampLoad(
                                        beginSecond,
                                        FILLING_SECONDS,
                                        FULL_SCRATCH_BYTES - volume.used().peak())))
                        : volume)
                .toList();
    }

    private List<SimulatedPod> containers(SimulatedNode node, UnaryOperator<SimulatedContainer> change) {
        return node.pods().stream()
                .map(pod -> pod.workload().name().equals(VICTIM)
                        ? pod.withContainers(
                                pod.containers().stream().map(change).toList())
                        : pod)
                .toList();
    }

    /** Returns a container that stays close to its limit and is not killed, so that there is time to look. */
    private SimulatedContainer leaking(SimulatedContainer container) {
        if (!container.name().equals(VICTIM)) {
            return container;
        }
        double before = container.memory().level(beginSecond);
        double room = NEAR_LIMIT * container.resources().limitBytes() - before;
        Load steady = new WaveLoad(beginSecond, before, List.of());
        return container.withMemory(new SummedLoad(steady, new RampLoad(beginSecond, FILLING_SECONDS, room)));
    }
}
