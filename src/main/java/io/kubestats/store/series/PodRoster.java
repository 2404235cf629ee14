package io.kubestats.store.series;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodRef;
import java.util.Arrays;
import java.util.List;

/** The names of a node's pods and containers. The same object is kept while they stay the same. Immutable. */
final class PodRoster {
    private final PodRef[] refs;
    /** For each pod, the index of its first container's name; at the end, the count of all containers. */
    private final int[] bounds;

    private final String[] containers;

    /** Hashes of the pods' names. A search reads these alone, because the names are elsewhere in memory. */
    private final int[] hashes;

    private PodRoster(PodRef[] refs, int[] bounds, String... containers) {
        this.refs = refs;
        this.hashes = hashes(refs);
        this.bounds = bounds;
        this.containers = containers;
    }

    /** Returns the roster of these pods. */
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

    /** Returns this object if it is the roster of these pods, or else a new one. */
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

    /** Returns the index of the pod of that name, or -1. */
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

    /** Returns the index of the pod's first container, or of the next pod's if it has none. */
    int firstContainer(int pod) {
        return bounds[pod];
    }

    String container(int number) {
        return containers[number];
    }

    /** Returns whether both have the same pods. */
    boolean hasPodsOf(PodRoster other) {
        return Arrays.equals(refs, other.refs);
    }
}
