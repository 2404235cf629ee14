package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.SummaryNumber;
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
import java.util.Optional;

/** A reader of the pods of a node. Not thread-safe. */
final class PodReader {
    private static final PodRef NO_REF = new PodRef("", "", "");

    private final SummaryTokens json;
    private final UsageReader usages;
    private final UsageFields usage;
    private final StorageReader storage;
    private final NetworkReader networks;
    private final ContainerReader containerReader;
    private final DistinctItems<PodPoint> pods = new DistinctItems<>(
            (a, b) -> a.ref().equals(b.ref()), PodPoint::ref, pod -> pod.usage().startTimeMillis());
    private int podCount;
    private int unreadable;
    private boolean sawFullOnly;

    PodReader(
            SummaryTokens json,
            UsageReader usages,
            UsageFields usage,
            StorageReader storage,
            NetworkReader networks,
            ContainerReader containerReader) {
        this.json = json;
        this.usages = usages;
        this.usage = usage;
        this.storage = storage;
        this.networks = networks;
        this.containerReader = containerReader;
    }

    /** Reads all pods, with null as an empty list, as Go writes it. Unusable pods are omitted and counted. */
    List<PodPoint> pods(AnswerLimits limits) throws IOException {
        if (json.isOtherThanArray()) {
            throw json.malformed("pods is not an array");
        }
        if (json.enterArray()) {
            while (nextPod()) {
                if (++podCount > limits.pods()) {
                    throw json.tooLarge(limits.morePods());
                }
                Optional<PodPoint> pod = pod();
                json.pod(null);
                if (pod.isPresent() && pods.add(pod.get())) {
                    json.countDuplicate("is a second entry of pod " + pod.get().ref());
                }
            }
        }
        if (unreadable > 0 && unreadable == podCount) {
            throw json.malformed("none of its pods can be read");
        }
        return pods.items();
    }

    private boolean nextPod() throws IOException {
        int before = json.skippedItems();
        boolean there = json.nextItem();
        int skipped = json.skippedItems() - before;
        podCount += skipped;
        unreadable += skipped;
        return there;
    }

    /** Returns whether any pod so far had a field that is specific to the full form. */
    boolean sawFullOnly() {
        return sawFullOnly;
    }

    private Optional<PodPoint> pod() throws IOException {
        usage.clear();
        PodRef ref = NO_REF;
        List<ContainerPoint> containers = List.of();
        NetworkPoint network = NetworkPoint.ABSENT;
        List<VolumePoint> volumes = List.of();
        FsPoint ephemeralStorage = FsPoint.ABSENT;
        PressurePoint io = PressurePoint.ABSENT;
        long processCount = Reading.ABSENT;
        boolean complete = true;
        boolean full = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "podRef" -> {
                    ref = podRef();
                    json.pod(ref);
                }
                case "containers" -> {
                    containers = containerReader.containers();
                    complete = containerReader.isComplete();
                }
                case "io" -> {
                    full = true;
                    io = usages.io();
                }
                case "network" -> {
                    full = true;
                    network = networks.network();
                }
                case "volume" -> {
                    full = true;
                    volumes = storage.volumes();
                }
                case "ephemeral-storage" -> {
                    full = true;
                    ephemeralStorage = storage.fs();
                }
                case "process_stats" -> {
                    full = true;
                    processCount = processCount();
                }
                default -> usage.read(field);
            }
        }
        sawFullOnly |= full;
        if (ref.name().isEmpty() || ref.namespace().isEmpty()) {
            unreadable++;
            json.countEntry("is a pod without a podRef that can be used");
            return Optional.empty();
        }
        if (!complete) {
            json.countEntry("is left out, since not all of its containers can be used");
            return Optional.empty();
        }
        PodDetail detail =
                full ? new PodDetail(network, volumes, ephemeralStorage, io, processCount) : PodDetail.ABSENT;
        return Optional.of(new PodPoint(ref, usage.point(), containers, detail));
    }

    private long processCount() throws IOException {
        long count = Reading.ABSENT;
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                if (field.equals("process_count")) {
                    count = json.number(SummaryNumber.AMOUNT);
                } else {
                    json.skip();
                }
            }
        }
        return count;
    }

    private PodRef podRef() throws IOException {
        String namespace = "";
        String name = "";
        String uid = "";
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "namespace" -> namespace = json.name(AnswerLimits.LONGEST_LABEL);
                    case "name" -> name = json.name(AnswerLimits.LONGEST_NAME);
                    case "uid" -> uid = json.uid();
                    default -> json.skip();
                }
            }
        }
        return new PodRef(namespace, name, uid);
    }
}
