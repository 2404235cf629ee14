package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.demo.api.PodResource.PlacedPod;
import io.kubestats.demo.cluster.ContainerRole;
import io.kubestats.demo.cluster.PlannedFacts;
import io.kubestats.demo.cluster.SimulatedContainer;
import io.kubestats.demo.cluster.SimulatedPod;
import io.kubestats.demo.cluster.SimulatedVolume;
import io.kubestats.demo.cluster.Workload.Kind;
import java.util.List;

/** Factory of the Pod object of a simulated pod. */
public final class PodObject {
    private static final int EXECUTION_SECONDS = 40;

    private PodObject() {}

    static String phase(SimulatedPod pod) {
        return pod.running() ? "Running" : "Pending";
    }

    /** Returns whether all containers run. */
    static boolean ready(SimulatedPod pod) {
        return pod.containers().stream()
                .allMatch(container -> pod.runs(container) || container.role() == ContainerRole.INIT_DONE);
    }

    static ObjectNode metadata(SimulatedPod pod) {
        ObjectNode metadata = ObjectMetadata.of(
                pod.namespace(), pod.name(), pod.uid(), pod.startSecond(), pod.labels(), PlannedFacts.annotations(pod));
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner(pod.workload().kind()))
                .put("kind", pod.workload().kind().owner())
                .put("name", pod.ownerName())
                .put("uid", ownerUid(pod))
                .put("controller", true);
        return metadata;
    }

    /** Returns the pod as a JSON object at a second of Unix time. */
    public static ObjectNode of(PlacedPod placed, long now) {
        SimulatedPod pod = placed.pod();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("metadata", metadata(pod));
        ObjectNode spec = object.putObject("spec");
        spec.put("nodeName", placed.node().name());
        if (pod.workload().hostNetwork()) {
            spec.put("hostNetwork", true);
        }
        if (!pod.workload().priorityClass().isEmpty()) {
            spec.put("priorityClassName", pod.workload().priorityClass());
        }
        spec.put("restartPolicy", pod.workload().kind() == Kind.JOB ? "Never" : "Always");
        containers(spec.putArray("containers"), pod, false);
        containers(spec.putArray("initContainers"), pod, true);
        volumes(spec.putArray("volumes"), pod);
        status(object.putObject("status"), placed, now);
        return object;
    }

    /** Returns the owner's uid; a static pod is owned by its node. */
    private static String ownerUid(SimulatedPod pod) {
        Kind kind = pod.workload().kind();
        String name = pod.ownerName();
        return ObjectMetadata.uid(kind == Kind.STATIC ? name : kind.owner() + "/" + pod.namespace() + "/" + name);
    }

    private static String owner(Kind kind) {
        return switch (kind) {
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET -> "apps/v1";
            case JOB -> "batch/v1";
            case STATIC -> "v1";
        };
    }

    private static void containers(ArrayNode containers, SimulatedPod pod, boolean init) {
        for (SimulatedContainer container : ofKind(pod, init)) {
            ObjectNode node =
                    containers.addObject().put("name", container.name()).put("image", container.image());
            if (container.role() == ContainerRole.SIDECAR) {
                node.put("restartPolicy", "Always");
            }
            ObjectNode resources = node.putObject("resources");
            resources("limits", PlannedFacts.limits(container), resources);
            resources("requests", PlannedFacts.requests(container), resources);
        }
    }

    private static void resources(String name, ResourceAmounts of, ObjectNode to) {
        if (!of.equals(ResourceAmounts.ABSENT)) {
            ResourceObject.write(of, to.putObject(name));
        }
    }

    private static void volumes(ArrayNode volumes, SimulatedPod pod) {
        for (SimulatedVolume volume : pod.volumes()) {
            ObjectNode node = volumes.addObject().put("name", volume.name());
            switch (volume.kind()) {
                case EMPTY_DIR -> node.putObject("emptyDir");
                case CLAIM -> node.putObject("persistentVolumeClaim").put("claimName", volume.claim());
                case CONFIG_MAP -> node.putObject("configMap").put("name", volume.name());
                case TOKEN ->
                    node.putObject("projected")
                            .putArray("sources")
                            .addObject()
                            .putObject("serviceAccountToken")
                            .put("path", "token");
            }
        }
    }

    private static void status(ObjectNode status, PlacedPod placed, long now) {
        SimulatedPod pod = placed.pod();
        boolean ready = ready(pod);
        status.put("phase", phase(pod))
                .put("hostIP", placed.node().address())
                .put("podIP", pod.address())
                .put("startTime", ObjectMetadata.time(pod.startSecond()))
                .put("qosClass", PlannedFacts.qosClass(pod));
        status.putArray("podIPs").addObject().put("ip", pod.address());
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, pod, "Initialized", pod.running());
        condition(conditions, pod, "Ready", ready);
        condition(conditions, pod, "ContainersReady", ready);
        condition(conditions, pod, "PodScheduled", true);
        containerStatuses(status.putArray("containerStatuses"), pod, false, now);
        containerStatuses(status.putArray("initContainerStatuses"), pod, true, now);
    }

    private static void condition(ArrayNode conditions, SimulatedPod pod, String type, boolean met) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", met ? "True" : "False")
                .put("lastTransitionTime", ObjectMetadata.time(pod.startSecond()));
    }

    private static void containerStatuses(ArrayNode statuses, SimulatedPod pod, boolean init, long now) {
        for (SimulatedContainer container : ofKind(pod, init)) {
            boolean runs = pod.runs(container);
            ObjectNode status = statuses.addObject()
                    .put("name", container.name())
                    .put("image", container.image())
                    .put("imageID", imageId(container.image()))
                    .put("ready", runs && container.role() != ContainerRole.INIT_AT_WORK)
                    .put("started", runs)
                    .put("restartCount", container.life().restarts(now));
            state(status.putObject("state"), container, runs, now);
        }
    }

    private static String imageId(String image) {
        String digest = ObjectMetadata.uid(image) + ObjectMetadata.uid("digest of " + image);
        return image + "@sha256:" + digest.replace("-", "");
    }

    private static void state(ObjectNode state, SimulatedContainer container, boolean runs, long now) {
        long start = container.life().start(now);
        if (runs) {
            state.putObject("running").put("startedAt", ObjectMetadata.time(start));
        } else if (container.role().runs()) {
            state.putObject("waiting").put("reason", "PodInitializing");
        } else {
            state.putObject("terminated")
                    .put("exitCode", 0)
                    .put("reason", "Completed")
                    .put("startedAt", ObjectMetadata.time(start))
                    .put("finishedAt", ObjectMetadata.time(start + EXECUTION_SECONDS));
        }
    }

    private static List<SimulatedContainer> ofKind(SimulatedPod pod, boolean init) {
        return pod.containers().stream()
                .filter(container -> container.role().init() == init)
                .toList();
    }
}
