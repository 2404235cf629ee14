package io.kubestats.kubelet;

import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.util.List;

/** Reads the pods of a node. Not safe for several threads. */
final class PodReader {
    private static final PodRef NO_REF = new PodRef("", "", "");
    private static final int POD_REF = 1;
    private static final int CONTAINERS = 2;
    private static final int IO = 4;
    private static final int NETWORK = 8;
    private static final int VOLUME = 16;
    private static final int EPHEMERAL_STORAGE = 32;
    private static final int PROCESS_STATS = 64;
    private static final int FULL_ONLY = IO | NETWORK | VOLUME | EPHEMERAL_STORAGE | PROCESS_STATS;

    private final SummaryTokens json;
    private final UsageReader usages;
    private final UsageFields usage;
    private final StorageReader storage;
    private final NetworkReader networks;
    private final ContainerReader containerReader;
    private final AnomalyCounts anomalies;
    private final NewestByName<PodPoint> pods = new NewestByName<>(
            (a, b) -> a.ref().sameName(b.ref()),
            pod -> pod.ref().namespace() + '/' + pod.ref().name(),
            pod -> pod.usage().startTimeMillis());
    private boolean sawFullOnly;

    PodReader(
            SummaryTokens json,
            UsageReader usages,
            StorageReader storage,
            NetworkReader networks,
            ContainerReader containerReader,
            AnomalyCounts anomalies) {
        this.json = json;
        this.usages = usages;
        this.usage = new UsageFields(json, usages);
        this.storage = storage;
        this.networks = networks;
        this.containerReader = containerReader;
        this.anomalies = anomalies;
    }

    /** All pods, null as none: Go writes an empty list so. */
    List<PodPoint> pods() throws IOException {
        if (json.enterArray()) {
            while (json.nextItem()) {
                if (pods.add(pod())) {
                    anomalies.add(Anomaly.DUPLICATE);
                }
            }
        }
        return pods.items();
    }

    /** Whether any pod so far had a field that only the full answer has. */
    boolean sawFullOnly() {
        return sawFullOnly;
    }

    private PodPoint pod() throws IOException {
        usage.clear();
        PodRef ref = NO_REF;
        List<ContainerPoint> containers = List.of();
        NetworkPoint network = NetworkPoint.ABSENT;
        List<VolumePoint> volumes = List.of();
        FsPoint ephemeralStorage = FsPoint.ABSENT;
        PressurePoint io = PressurePoint.ABSENT;
        long processCount = Reading.ABSENT;
        int seen = 0;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "podRef" -> {
                    seen = json.once(seen, POD_REF);
                    ref = podRef();
                }
                case "containers" -> {
                    seen = json.once(seen, CONTAINERS);
                    containers = containerReader.containers();
                }
                case "io" -> {
                    seen = json.once(seen, IO);
                    io = usages.io();
                }
                case "network" -> {
                    seen = json.once(seen, NETWORK);
                    network = networks.network();
                }
                case "volume" -> {
                    seen = json.once(seen, VOLUME);
                    volumes = storage.volumes();
                }
                case "ephemeral-storage" -> {
                    seen = json.once(seen, EPHEMERAL_STORAGE);
                    ephemeralStorage = storage.fs();
                }
                case "process_stats" -> {
                    seen = json.once(seen, PROCESS_STATS);
                    processCount = json.onlyNumber("process_count");
                }
                default -> usage.read(field);
            }
        }
        if (ref.name().isEmpty() || ref.namespace().isEmpty()) {
            throw json.malformed("a pod has no podRef with name and namespace");
        }
        boolean full = (seen & FULL_ONLY) != 0;
        sawFullOnly |= full;
        PodDetail detail =
                full ? new PodDetail(network, volumes, ephemeralStorage, io, processCount) : PodDetail.ABSENT;
        return new PodPoint(ref, usage.point(), containers, detail);
    }

    private PodRef podRef() throws IOException {
        String namespace = "";
        String name = "";
        String uid = "";
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "namespace" -> namespace = json.name();
                    case "name" -> name = json.name();
                    case "uid" -> uid = json.uid();
                    default -> json.skip();
                }
            }
        }
        return new PodRef(namespace, name, uid);
    }
}
