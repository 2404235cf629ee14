package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.NodePressureAverages;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import java.io.IOException;
import java.util.List;

/** A reader of the node itself. Not thread-safe. */
final class NodeReader {
    private final SummaryTokens json;
    private final UsageReader usages;
    private final UsageFields usage;
    private final StorageReader storage;
    private final NetworkReader networks;
    private final ContainerReader containerReader;

    private boolean sawFullOnly;
    private String nodeName = "";
    private List<ContainerPoint> systemContainers = List.of();
    private NetworkPoint network = NetworkPoint.ABSENT;
    private FsPoint fs = FsPoint.ABSENT;
    private FsPoint imageFs = FsPoint.ABSENT;
    private FsPoint containerFs = FsPoint.ABSENT;
    private long pids = Reading.ABSENT;
    private long pidsMax = Reading.ABSENT;
    private PressurePoint io = PressurePoint.ABSENT;
    private PressureAverages cpuAverages = PressureAverages.ABSENT;
    private PressureAverages memoryAverages = PressureAverages.ABSENT;
    private PressureAverages ioAverages = PressureAverages.ABSENT;

    NodeReader(
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

    /** Reads the node; returns false if it is not an object. */
    boolean read() throws IOException {
        if (!json.enterObject()) {
            return false;
        }
        usage.clear();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "nodeName" -> nodeName = json.name(AnswerLimits.LONGEST_NAME);
                case "cpu", "memory", "io" -> pressured(field);
                case "systemContainers" -> systemContainers = List.copyOf(containerReader.containers());
                case "network" -> {
                    sawFullOnly = true;
                    network = networks.network();
                }
                case "fs" -> {
                    sawFullOnly = true;
                    fs = storage.fs();
                }
                case "runtime" -> {
                    sawFullOnly = true;
                    runtime();
                }
                case "rlimit" -> {
                    sawFullOnly = true;
                    rlimit();
                }
                default -> usage.read(field);
            }
        }
        return true;
    }

    /** Returns the name that the node states; empty if it states none. */
    String nodeName() {
        return nodeName;
    }

    /** Returns whether the node had a field that is specific to the full form. */
    boolean sawFullOnly() {
        return sawFullOnly;
    }

    /**
     * Returns the node after the whole response has been read.
     *
     * <p>The start time is that of the machine's boot in the full form, but of the root cgroup in the short form. Only
     * the former is kept, as boot time, and never as the start of the counters: with two different times, counters
     * would seem to restart whenever the lanes alternate. A reboot shows in decreasing counters.
     */
    NodePoint point(boolean full) {
        return new NodePoint(usage.pointWithoutStart(), systemContainers, full ? detail() : NodeDetail.ABSENT);
    }

    private NodeDetail detail() {
        return new NodeDetail(
                usage.startTime(),
                network,
                fs,
                imageFs,
                containerFs,
                pids,
                pidsMax,
                io,
                new NodePressureAverages(cpuAverages, memoryAverages, ioAverages));
    }

    /** Reads a block whose pressure averages are kept. */
    private void pressured(String field) throws IOException {
        usages.keepAverages(true);
        switch (field) {
            case "cpu" -> {
                usage.read(field);
                cpuAverages = usages.takeAverages();
            }
            case "memory" -> {
                usage.read(field);
                memoryAverages = usages.takeAverages();
            }
            default -> {
                sawFullOnly = true;
                io = usages.io();
                ioAverages = usages.takeAverages();
            }
        }
        usages.keepAverages(false);
    }

    private void runtime() throws IOException {
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "imageFs" -> imageFs = storage.fs();
                    case "containerFs" -> containerFs = storage.fs();
                    default -> json.skip();
                }
            }
        }
    }

    private void rlimit() throws IOException {
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "curproc" -> pids = json.number(SummaryNumber.AMOUNT);
                    case "maxpid" -> pidsMax = json.number(SummaryNumber.AMOUNT);
                    default -> json.skip();
                }
            }
        }
    }
}
