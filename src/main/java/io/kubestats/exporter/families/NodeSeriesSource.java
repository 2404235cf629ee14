package io.kubestats.exporter.families;

import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Source of the series of a family that iterates over the points of each node. */
interface NodeSeriesSource extends SeriesSource {
    /** Writes the series of one node, omitting those with an absent reading. */
    void write(SeriesWriter to, NodeSnapshot node) throws IOException;

    @Override
    default void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
        List<NodeSnapshot> nodes = frame.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            write(to, nodes.get(i));
        }
    }

    /** One series per node. */
    record OfNode(MetricReader<NodePoint> of) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            to.series(node, of, node.point());
        }
    }

    /** The writable-layer filesystem of a node, unless it is the image filesystem under another name. */
    record OfSeparateContainerFs(MetricReader<FsPoint> of) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            if (node.hasSeparateContainerFs()) {
                to.series(node, of, node.point().detail().containerFs());
            }
        }
    }

    /** The kernel's averages of one resource and one kind of pressure: one series for each of its three windows. */
    record OfPressureWindow(Function<NodePoint, PressureAverages> averages, boolean stalled)
            implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "window");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            PressureAverages of = averages.apply(node.point());
            to.window(node, "10s", basisPoints(stalled ? of.stalled10() : of.waiting10()));
            to.window(node, "60s", basisPoints(stalled ? of.stalled60() : of.waiting60()));
            to.window(node, "300s", basisPoints(stalled ? of.stalled300() : of.waiting300()));
        }

        /** Returns the average in basis points. The kernel prints two decimal places, so nothing is lost. */
        private static long basisPoints(float percent) {
            return Float.isNaN(percent) ? -1 : Math.round(percent * 100.0);
        }
    }

    /** One series for each network interface of the node that {@link NodeInterfaces} selects. */
    record OfNodeInterface(ToLongFunction<InterfacePoint> reading) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "interface", "uplink");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            int count = node.interfaces().points().size();
            for (int i = 0; i < count; i++) {
                to.nodeInterface(node, i, reading);
            }
        }
    }

    /** One series for each node that has interfaces without series. */
    record OfOmittedInterfaces() implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            int omitted = node.interfaces().omitted();
            if (omitted > 0) {
                to.series(node, new MetricReader<NodePoint>(point -> omitted), node.point());
            }
        }
    }

    /** One series per system container of the node. */
    record OfSystemContainer(MetricReader<ContainerPoint> of) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "system_container");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<ContainerPoint> containers = node.point().systemContainers();
            for (int i = 0; i < containers.size(); i++) {
                ContainerPoint container = containers.get(i);
                to.systemContainer(node, container.name(), of, container);
            }
        }
    }

    /** One series per pod. */
    record OfPod(MetricReader<PodPoint> of) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                to.pod(node, pod.ref(), of, pod);
            }
        }
    }

    /** One series for each network interface of each pod with its own network. */
    record OfPodInterface(ToLongFunction<InterfacePoint> reading) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", "interface");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                if (!node.isOnHostNetwork(i)) {
                    writePod(to, node, pods.get(i));
                }
            }
        }

        private void writePod(SeriesWriter to, NodeSnapshot node, PodPoint pod) throws IOException {
            List<InterfacePoint> interfaces = pod.detail().interfaces();
            for (int i = 0; i < interfaces.size(); i++) {
                InterfacePoint point = interfaces.get(i);
                if (!NodeInterfaces.isLeftOut(point.name())) {
                    to.podInterface(node, pod, point.name(), reading.applyAsLong(point));
                }
            }
        }
    }

    /** One series per container of each pod. */
    record OfContainer(MetricReader<ContainerPoint> of) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", "container");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                List<ContainerPoint> containers = pod.containers();
                for (int j = 0; j < containers.size(); j++) {
                    ContainerPoint container = containers.get(j);
                    to.container(node, pod.ref(), container.name(), of, container);
                }
            }
        }
    }

    /** One series per volume of each pod, except the volume of the service account token. */
    record OfVolume(MetricReader<FsPoint> of) implements NodeSeriesSource {
        @Override
        public List<String> labels() {
            return List.of("node", "namespace", "pod", "volume", "persistentvolumeclaim");
        }

        @Override
        public void write(SeriesWriter to, NodeSnapshot node) throws IOException {
            List<PodPoint> pods = node.pods();
            for (int i = 0; i < pods.size(); i++) {
                PodPoint pod = pods.get(i);
                List<VolumePoint> volumes = pod.detail().volumes();
                for (int j = 0; j < volumes.size(); j++) {
                    VolumePoint volume = volumes.get(j);
                    if (!NoiseFilter.isVolume(volume.name())) {
                        to.volume(node, pod.ref(), volume, of);
                    }
                }
            }
        }
    }

    /** Swap of pods or containers, only on nodes with swap; elsewhere every series would be 0. */
    record WhereSwapIs(SeriesSource source) implements SeriesSource {
        @Override
        public List<String> labels() {
            return source.labels();
        }

        @Override
        public void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
            List<NodeSnapshot> nodes =
                    frame.nodes().stream().filter(NodeSnapshot::hasSwap).toList();
            source.write(to, new ExpositionFrame(nodes, frame.namespaces(), frame.metadata()));
        }
    }
}
