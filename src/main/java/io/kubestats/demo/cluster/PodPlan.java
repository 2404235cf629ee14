package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.SimulatedContainer.Life;
import io.kubestats.demo.cluster.SimulatedContainer.Resources;
import io.kubestats.demo.cluster.Workload.ContainerSpec;
import io.kubestats.demo.cluster.Workload.VolumeKind;
import io.kubestats.demo.cluster.Workload.VolumeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Planner of the pods of one simulated cluster. Not thread-safe. */
final class PodPlan {
    private static final long MEBIBYTE = 1 << 20;
    private static final int HOUR = 3600;
    private static final int YOUNGEST_SECONDS = 2 * HOUR;
    private static final int OLDEST_SECONDS = 20 * 24 * HOUR;

    /** The size of a leak, and its highest end, as shares of the limit. */
    private static final double LEAK = 0.5;

    private static final double LEAKED = 0.7;

    private final SplittableRandom random;
    private final NameGenerator names;
    private final long origin;

    /** Creates a planner; {@code origin} is about now, Unix time in seconds. */
    PodPlan(SplittableRandom random, NameGenerator names, long origin) {
        this.random = random;
        this.names = names;
        this.origin = origin;
    }

    /** Returns a pod of {@code workload} on the node of that name and address. */
    SimulatedPod pod(Workload workload, String node, String nodeAddress, String podAddress) {
        long start = origin - random.nextInt(YOUNGEST_SECONDS, OLDEST_SECONDS);
        String name = name(workload, node);
        String uid = names.uid();
        boolean fixed = workload.kind() == Workload.Kind.STATIC;
        double size = random.nextDouble(0.5, 1.6);
        return new SimulatedPod(
                workload,
                name,
                owner(workload, node),
                uid,
                fixed ? names.manifestHash() : uid,
                labels(workload, name),
                workload.hostNetwork() ? nodeAddress : podAddress,
                start,
                housekeeping(),
                housekeeping(),
                workload.containers().size() + random.nextInt(1, 9),
                random.nextDouble(20_000, 900_000),
                random.nextDouble(10_000, 600_000),
                workload.containers().stream()
                        .map(spec -> container(workload, spec, start, size))
                        .toList(),
                fixed ? List.of() : volumes(workload, name));
    }

    private String name(Workload workload, String node) {
        return switch (workload.kind()) {
            case DEPLOYMENT -> workload.name() + "-" + names.templateHash(workload) + "-" + names.suffix();
            case STATEFUL_SET -> workload.name() + "-" + names.ordinal(workload);
            case DAEMON_SET -> workload.name() + "-" + names.suffix();
            case JOB -> job(workload) + "-" + names.suffix();
            case STATIC -> workload.name() + "-" + node;
        };
    }

    private String owner(Workload workload, String node) {
        return switch (workload.kind()) {
            case DEPLOYMENT -> workload.name() + "-" + names.templateHash(workload);
            case STATEFUL_SET, DAEMON_SET -> workload.name();
            case JOB -> job(workload);
            case STATIC -> node;
        };
    }

    /** Returns the name of a job, which a CronJob derives from the minute. */
    private String job(Workload workload) {
        return workload.name() + "-" + origin / 60;
    }

    private Map<String, String> labels(Workload workload, String name) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("app", workload.name());
        switch (workload.kind()) {
            case DEPLOYMENT -> labels.put("pod-template-hash", names.templateHash(workload));
            case STATEFUL_SET -> {
                labels.put("apps.kubernetes.io/pod-index", name.substring(name.lastIndexOf('-') + 1));
                labels.put("controller-revision-hash", workload.name() + "-" + names.templateHash(workload));
                labels.put("statefulset.kubernetes.io/pod-name", name);
            }
            case DAEMON_SET -> {
                labels.put("controller-revision-hash", names.templateHash(workload));
                labels.put("pod-template-generation", "1");
            }
            case JOB -> {
                labels.put("batch.kubernetes.io/job-name", job(workload));
                labels.put("job-name", job(workload));
            }
            case STATIC -> labels.put("tier", "control-plane");
        }
        return labels;
    }

    private SimulatedContainer container(Workload workload, ContainerSpec spec, long podStart, double size) {
        int phase = random.nextInt(SamplingSchedule.PERIOD_SECONDS);
        // A second before a reading, so that the first reading of each life is not zero.
        long start = podStart + Math.floorMod(phase - 1 - podStart, SamplingSchedule.PERIOD_SECONDS);
        double bytes = spec.mebibytes() * size * MEBIBYTE;
        Resources resources = RequestPlan.of(workload, spec);
        boolean leaky = spec.profile() == LoadProfile.LEAKY;
        long length = leaky ? random.nextInt(120, 260) * (long) SamplingSchedule.PERIOD_SECONDS : 0;
        Load cpu = spec.profile().cpu(spec.millicores() * size / 1000, origin, random);
        Load memory = spec.profile().memory(bytes, origin, random);
        return new SimulatedContainer(
                spec.name(),
                spec.image(),
                spec.role(),
                resources,
                cpu,
                cpu.total(start),
                memory,
                new Life(start, length, leaky ? leak(memory, resources) / length : 0),
                new SamplingSchedule(phase),
                random.nextDouble(0.002, 0.06),
                (long) random.nextInt(2, 2000) * MemoryPages.BYTES,
                random.nextInt(10, 3000));
    }

    /** Returns the growth of memory before a probe restarts the container, too small for an alert. */
    private static double leak(Load memory, Resources resources) {
        return Math.min(LEAK * resources.limitBytes(), LEAKED * resources.limitBytes() - memory.peak());
    }

    private List<SimulatedVolume> volumes(Workload workload, String pod) {
        List<SimulatedVolume> volumes = new ArrayList<>();
        for (VolumeSpec spec : workload.volumes()) {
            volumes.add(volume(spec, pod));
        }
        volumes.add(volume(new VolumeSpec("kube-api-access-" + names.suffix(), VolumeKind.TOKEN), pod));
        return volumes;
    }

    private SimulatedVolume volume(VolumeSpec spec, String pod) {
        boolean claim = spec.kind() == VolumeKind.CLAIM;
        long size = claim ? (random.nextInt(1, 9) * 10L) << 30 : 0;
        double mean = claim ? size * random.nextDouble(0.2, 0.8) : random.nextInt(1, 400) * (double) MEBIBYTE;
        return new SimulatedVolume(
                spec.name(),
                spec.kind(),
                claim ? spec.name() + "-" + pod : "",
                size,
                LoadProfile.BUSY.memory(mean, origin, random));
    }

    private SamplingSchedule housekeeping() {
        return new SamplingSchedule(random.nextInt(SamplingSchedule.PERIOD_SECONDS));
    }
}
