package io.kubestats.kubelet.resource;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pod or container of the current response, with the position of its label text. Reused for later responses. Not
 * thread-safe.
 */
final class ResourceRow {
    private String namespace = "";
    private String pod = "";
    private String container = "";
    private int hash;
    private final ResourceFields usage = new ResourceFields();
    private @Nullable ResourceRow firstContainer;
    private @Nullable ResourceRow lastContainer;
    private @Nullable ResourceRow nextContainer;
    private int containers;
    private boolean incomplete;
    private int labelsFrom;
    private int labelsLength;
    private @Nullable ResourceRow follower;

    void begin(String ofNamespace, String ofPod, String ofContainer, int itsHash) {
        namespace = ofNamespace;
        pod = ofPod;
        container = ofContainer;
        hash = itsHash;
        usage.begin();
        firstContainer = null;
        lastContainer = null;
        nextContainer = null;
        containers = 0;
        incomplete = false;
        labelsLength = 0;
        follower = null;
    }

    boolean is(String ofNamespace, String ofPod, String ofContainer, int itsHash) {
        return hash == itsHash && pod.equals(ofPod) && container.equals(ofContainer) && namespace.equals(ofNamespace);
    }

    int hash() {
        return hash;
    }

    boolean isPod() {
        return container.isEmpty();
    }

    ResourceFields usage() {
        return usage;
    }

    void add(ResourceRow one) {
        if (lastContainer == null) {
            firstContainer = one;
        } else {
            lastContainer.nextContainer = one;
        }
        lastContainer = one;
        containers++;
    }

    /** Sets the range of its labels in the response, including braces and the following space. */
    void labels(int from, int to) {
        labelsFrom = from;
        labelsLength = to - from;
    }

    int labelsFrom() {
        return labelsFrom;
    }

    /** Returns the length of the label text; 0 while unknown. */
    int labelsLength() {
        return labelsLength;
    }

    /** Returns the row of the next line, as first seen in this response. */
    @Nullable ResourceRow follower() {
        return follower;
    }

    void follower(@Nullable ResourceRow row) {
        follower = row;
    }

    /** Marks a pod with a container whose name is unreadable. */
    void markIncomplete() {
        incomplete = true;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    /** Returns whether lines of the pod, or of one of its containers, contradict each other. */
    boolean hasConflict() {
        boolean conflict = usage.hasConflict();
        for (ResourceRow row = firstContainer; row != null; row = row.nextContainer) {
            conflict |= row.usage.hasConflict();
        }
        return conflict;
    }

    /** Returns namespace and name of the pod, for messages. */
    String podName() {
        return namespace + '/' + pod;
    }

    PodPoint point() {
        return new PodPoint(new PodRef(namespace, pod, ""), usage.point(), containerPoints(), PodDetail.ABSENT);
    }

    private List<ContainerPoint> containerPoints() {
        ResourceRow row = firstContainer;
        if (row == null) {
            return List.of();
        }
        if (containers == 1) {
            return List.of(row.containerPoint());
        }
        ContainerPoint[] points = new ContainerPoint[containers];
        for (int i = 0; row != null; i++) {
            points[i] = row.containerPoint();
            row = row.nextContainer;
        }
        return List.of(points);
    }

    private ContainerPoint containerPoint() {
        return new ContainerPoint(container, usage.point(), ContainerDetail.ABSENT);
    }
}
