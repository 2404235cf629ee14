package io.kubestats.kubelet.resource;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pod or container of the answer that is read, and the text of its labels. Used again for the next answer. Not
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

    /** Remembers where in the answer its labels stand, with their braces and the space behind. */
    void labels(int from, int to) {
        labelsFrom = from;
        labelsLength = to - from;
    }

    int labelsFrom() {
        return labelsFrom;
    }

    /** 0 as long as they are not known. */
    int labelsLength() {
        return labelsLength;
    }

    /** Whose line came after the line of this one when that was read first. */
    @Nullable ResourceRow follower() {
        return follower;
    }

    void follower(@Nullable ResourceRow row) {
        follower = row;
    }

    /** Marks a pod that has a container whose name cannot be read. */
    void markIncomplete() {
        incomplete = true;
    }

    boolean isIncomplete() {
        return incomplete;
    }

    /** Whether lines of the pod, or of one of its containers, contradict one another. */
    boolean hasConflict() {
        boolean conflict = usage.hasConflict();
        for (ResourceRow row = firstContainer; row != null; row = row.nextContainer) {
            conflict |= row.usage.hasConflict();
        }
        return conflict;
    }

    /** The pod's name for messages. */
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
