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

/** Reads the node itself. Not thread-safe. */
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

    /** Reads the node; false if it is not an object. */
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

    /** The name that the node calls itself; empty if it does not. */
    String nodeName() {
        return nodeName;
    }

    /** Whether the node had a field that only the full answer has. */
    boolean sawFullOnly() {
        return sawFullOnly;
    }

    /**
     * The node as the whole answer shows it.
     *
     * <p>Its start time is the machine's boot in the full answer and the root cgroup's time in the other. It is kept as
     * boot time from the former alone, and never as the start of the counters: the lanes would seem to restart them
     * in turn. A boot shows in counters that fall.
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

    /** The parts whose pressure averages are kept. */
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
