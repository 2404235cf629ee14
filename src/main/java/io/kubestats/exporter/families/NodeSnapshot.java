package io.kubestats.exporter.families;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.UsagePoint;
import io.kubestats.model.VolumePoint;
import io.kubestats.store.series.NodeView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshot of one node for one exposition, with derived facts that several families share. */
public final class NodeSnapshot {
    private static final NodeMeta UNSEEN_NODE = new NodeMeta("", Map.of());
    private static final PodMeta UNSEEN_POD = new PodMeta("", "", "", Map.of());

    private final byte[] nameInLabel;
    private final NodePoint point;
    private final List<PodPoint> pods;
    private final boolean plainNames;
    private final boolean swap;
    private final boolean separateContainerFs;
    private final NodeInterfaces interfaces;
    private final BitSet onHostNetwork;
    private final NodeMeta meta;
    private final PodMeta[] podMetas;

    private NodeSnapshot(NodeView view, NamespaceFilter namespaces, ObjectFacts objects) {
        NodeBatch batch = view.batch();
        this.nameInLabel = LabelText.escaped(view.node()).getBytes(UTF_8);
        this.point = batch.point();
        this.pods = namespaces.of(batch.pods());
        this.plainNames = arePlain(batch);
        this.swap = isInUse(batch);
        this.separateContainerFs =
                areDifferent(point.detail().imageFs(), point.detail().containerFs());
        this.meta = objects.node(view.node()).orElse(UNSEEN_NODE);
        this.podMetas = podMetas(view.node(), pods, objects);
        this.interfaces = NodeInterfaces.of(point.detail().network());
        this.onHostNetwork = HostNetwork.of(point.detail().network(), pods, facts(podMetas));
    }

    /** Returns a snapshot for each of {@code nodes}, without the pods that {@code namespaces} excludes. */
    public static List<NodeSnapshot> of(List<NodeView> nodes, NamespaceFilter namespaces, ObjectFacts objects) {
        List<NodeSnapshot> frames = new ArrayList<>(nodes.size());
        for (NodeView node : nodes) {
            frames.add(new NodeSnapshot(node, namespaces, objects));
        }
        return frames;
    }

    /** Returns the node's name escaped for use between quotes. Callers must not modify the array. */
    public byte[] nameInLabel() {
        return nameInLabel;
    }

    public NodePoint point() {
        return point;
    }

    public List<PodPoint> pods() {
        return pods;
    }

    /** Returns whether every name on the node can be written without escaping. */
    boolean hasPlainNames() {
        return plainNames;
    }

    /** Returns whether the node has any swap, used or free. */
    boolean hasSwap() {
        return swap;
    }

    /** Returns whether writable layers have a filesystem of their own. */
    boolean hasSeparateContainerFs() {
        return separateContainerFs;
    }

    /** Returns the node's network interfaces that get series. */
    public NodeInterfaces interfaces() {
        return interfaces;
    }

    /** Returns whether the pod at {@code index} shares the node's network, as known or inferred. */
    public boolean isOnHostNetwork(int index) {
        return onHostNetwork.get(index);
    }

    /** Returns the facts from the node object. */
    public NodeFacts facts() {
        return meta.facts();
    }

    /** Returns the facts from the pod object at {@code index}. */
    public PodFacts facts(int index) {
        return podMetas[index].facts();
    }

    /** Returns the metadata of the node object, if known. */
    Optional<NodeMeta> meta() {
        return meta.name().isEmpty() ? Optional.empty() : Optional.of(meta);
    }

    /** Returns the metadata of the pod object at {@code index}, if known. */
    Optional<PodMeta> meta(int index) {
        return podMetas[index].name().isEmpty() ? Optional.empty() : Optional.of(podMetas[index]);
    }

    private static PodFacts[] facts(PodMeta... metas) {
        PodFacts[] facts = new PodFacts[metas.length];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = metas[i].facts();
        }
        return facts;
    }

    private static PodMeta[] podMetas(String node, List<PodPoint> pods, ObjectFacts objects) {
        PodMeta[] metas = new PodMeta[pods.size()];
        for (int i = 0; i < metas.length; i++) {
            PodRef ref = pods.get(i).ref();
            Optional<PodMeta> meta = objects.pod(ref.namespace(), ref.name());
            // A pod of the same name may already run on another node; its facts are exposed there.
            boolean here = meta.isPresent() && meta.get().node().equals(node);
            metas[i] = here ? meta.get() : UNSEEN_POD;
        }
        return metas;
    }

    private static boolean arePlain(NodeBatch batch) {
        boolean plain = areContainersPlain(batch.point().systemContainers())
                && areInterfacesPlain(batch.point().detail().network().interfaces());
        List<PodPoint> pods = batch.pods();
        for (int i = 0; plain && i < pods.size(); i++) {
            plain = isPlain(pods.get(i));
        }
        return plain;
    }

    private static boolean isPlain(PodPoint pod) {
        return LabelText.isPlain(pod.ref().namespace())
                && LabelText.isPlain(pod.ref().name())
                && LabelText.isPlain(pod.ref().uid())
                && areContainersPlain(pod.containers())
                && areInterfacesPlain(pod.detail().interfaces())
                && areVolumesPlain(pod.detail().volumes());
    }

    private static boolean areContainersPlain(List<ContainerPoint> containers) {
        for (int i = 0; i < containers.size(); i++) {
            if (!LabelText.isPlain(containers.get(i).name())) {
                return false;
            }
        }
        return true;
    }

    private static boolean areInterfacesPlain(List<InterfacePoint> interfaces) {
        for (int i = 0; i < interfaces.size(); i++) {
            if (!LabelText.isPlain(interfaces.get(i).name())) {
                return false;
            }
        }
        return true;
    }

    private static boolean areVolumesPlain(List<VolumePoint> volumes) {
        for (int i = 0; i < volumes.size(); i++) {
            VolumePoint volume = volumes.get(i);
            if (!LabelText.isPlain(volume.name()) || !LabelText.isPlain(volume.persistentVolumeClaim())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInUse(NodeBatch batch) {
        if (isInUse(batch.point().usage())) {
            return true;
        }
        List<PodPoint> pods = batch.pods();
        for (int i = 0; i < pods.size(); i++) {
            if (isInUse(pods.get(i).usage()) || isInUse(pods.get(i).containers())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInUse(List<ContainerPoint> containers) {
        for (int i = 0; i < containers.size(); i++) {
            if (isInUse(containers.get(i).usage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInUse(UsagePoint usage) {
        return usage.swapUsageBytes() > 0 || usage.swapAvailableBytes() > 0;
    }

    private static boolean areDifferent(FsPoint imageFs, FsPoint containerFs) {
        return imageFs.capacityBytes() != containerFs.capacityBytes()
                || imageFs.availableBytes() != containerFs.availableBytes()
                || imageFs.usedBytes() != containerFs.usedBytes()
                || imageFs.inodes() != containerFs.inodes()
                || imageFs.inodesFree() != containerFs.inodesFree()
                || imageFs.inodesUsed() != containerFs.inodesUsed();
    }
}
