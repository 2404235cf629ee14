package io.kubestats.store.series;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodRef;
import java.util.Arrays;
import java.util.List;

/** Which pods a node has, and with which containers: the same object for as long as that stays so. Immutable. */
final class PodRoster {
    private final PodRef[] refs;
    /** Where in the names of the containers each pod's begin, and where the last one's end. */
    private final int[] bounds;

    private final String[] containers;

    /** Of each pod's name. A pod is looked for in these alone: its own name is elsewhere in memory. */
    private final int[] hashes;

    private PodRoster(PodRef[] refs, int[] bounds, String... containers) {
        this.refs = refs;
        this.hashes = hashes(refs);
        this.bounds = bounds;
        this.containers = containers;
    }

    /** Of these pods. */
    static PodRoster of(List<PodSeries> pods) {
        PodRef[] refs = new PodRef[pods.size()];
        int[] bounds = new int[refs.length + 1];
        for (int i = 0; i < refs.length; i++) {
            refs[i] = pods.get(i).ref();
            bounds[i + 1] = bounds[i] + pods.get(i).containers().size();
        }
        String[] containers = new String[bounds[refs.length]];
        for (int i = 0; i < refs.length; i++) {
            List<ContainerPoint> points = pods.get(i).point().containers();
            for (int j = 0; j < points.size(); j++) {
                containers[bounds[i] + j] = points.get(j).name();
            }
        }
        return new PodRoster(refs, bounds, containers);
    }

    private static int[] hashes(PodRef... refs) {
        int[] hashes = new int[refs.length];
        for (int i = 0; i < refs.length; i++) {
            hashes[i] = refs[i].name().hashCode();
        }
        return hashes;
    }

    /** This one, if it is of these pods. */
    PodRoster next(List<PodSeries> pods) {
        return isOf(pods) ? this : of(pods);
    }

    private boolean isOf(List<PodSeries> pods) {
        if (pods.size() != refs.length) {
            return false;
        }
        for (int i = 0; i < refs.length; i++) {
            PodSeries pod = pods.get(i);
            List<ContainerPoint> points = pod.point().containers();
            if (points.size() != bounds[i + 1] - bounds[i] || !pod.ref().equals(refs[i])) {
                return false;
            }
            for (int j = 0; j < points.size(); j++) {
                if (!points.get(j).name().equals(containers[bounds[i] + j])) {
                    return false;
                }
            }
        }
        return true;
    }

    int podCount() {
        return refs.length;
    }

    int containerCount() {
        return containers.length;
    }

    /** Where the pod of that name is; -1 if there is none. */
    int indexOf(String namespace, String name) {
        int hash = name.hashCode();
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] == hash
                    && refs[i].name().equals(name)
                    && refs[i].namespace().equals(namespace)) {
                return i;
            }
        }
        return -1;
    }

    PodRef ref(int pod) {
        return refs[pod];
    }

    /** The number of the pod's first container, or of the next pod's if it has none. */
    int firstContainer(int pod) {
        return bounds[pod];
    }

    String container(int number) {
        return containers[number];
    }

    /** Whether both have the same pods. */
    boolean hasPodsOf(PodRoster other) {
        return Arrays.equals(refs, other.refs);
    }
}
