package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnomalyCounts;
import io.kubestats.kubelet.answer.AnswerNames;
import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.NameCache;
import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.Reading;
import io.kubestats.model.UsagePoint;
import java.util.Arrays;
import java.util.List;

/**
 * A reusable reader that collects the samples of one response.
 *
 * <p>A kubelet writes one family after the other, each with the same pods or containers in the same order. Each line is
 * therefore first compared with the expected text: the metric name of the previous line and the labels that came next
 * in an earlier family. Only lines that differ are fully parsed. Not thread-safe.
 */
final class ResourceMetricsReader {
    private static final byte[] NOTHING = {};
    private static final int UNEXPECTED = -1;
    private static final int EXCERPT = 150;

    private final AnswerNames names;
    private final ExpectedNameMatcher namesInOrder;
    private final ResourceLine line;
    private final FastDecimalParser decimal = new FastDecimalParser();
    private final ResourceRows rows = new ResourceRows();
    private final ResourceFields node = new ResourceFields();
    private final ExpectedLineOrder pods = new ExpectedLineOrder();
    private final ExpectedLineOrder containers = new ExpectedLineOrder();
    private final ExpectedLineOrder none = new ExpectedLineOrder();
    private AnomalyCounts anomalies = new AnomalyCounts();
    private byte[] body = NOTHING;
    private int length;
    private long receivedAtMillis;
    private int lineFrom;
    private boolean anySample;
    private boolean anyUsage;
    private boolean anyBadPod;
    private boolean kubeletFailed;
    private int nameFrom;
    private int nameLength;
    private ResourceFamily family = ResourceFamily.OTHER;
    private ExpectedLineOrder order = none;

    ResourceMetricsReader(NameCache names) {
        this.names = new AnswerNames(names);
        this.namesInOrder = new ExpectedNameMatcher(this.names);
        this.line = new ResourceLine(namesInOrder);
    }

    /**
     * Starts another response and clears the state of the last one.
     *
     * @param expected the names that are expected in it
     * @param itsTimeMillis the time of samples without a timestamp
     */
    void begin(byte[] answer, int itsLength, ExpectedNames expected, long itsTimeMillis) {
        names.begin();
        namesInOrder.begin(expected);
        receivedAtMillis = itsTimeMillis;
        body = answer;
        length = itsLength;
        line.begin(answer);
        rows.begin();
        node.begin();
        pods.begin();
        containers.begin();
        anomalies = new AnomalyCounts();
        anySample = false;
        anyUsage = false;
        anyBadPod = false;
        kubeletFailed = false;
        nameFrom = 0;
        nameLength = 0;
        family = ResourceFamily.OTHER;
        order = none;
    }

    /** Releases the response. */
    void end() {
        body = NOTHING;
        line.end();
    }

    /**
     * Reads the line that begins at {@code from}; an unreadable line is counted and skipped.
     *
     * @return the index of its line feed; the length of the response if the line is incomplete and was not read
     */
    int read(int from) {
        lineFrom = from;
        if (body[from] == '#') {
            return lineFeed(from);
        }
        int nameEnd = name(from);
        int expected = nameEnd == from ? UNEXPECTED : readExpected(nameEnd);
        if (expected != UNEXPECTED) {
            return expected;
        }
        int feed = lineFeed(nameEnd);
        int end = feed > from && body[feed - 1] == '\r' ? feed - 1 : feed;
        if (feed < length && end > from) {
            if (nameEnd == from) {
                countBadLine();
            } else if (family != ResourceFamily.OTHER) {
                line.goTo(nameEnd, end);
                sample(nameEnd);
            }
        }
        return feed;
    }

    /** Returns whether there was any sample of a node, pod or container. */
    boolean anySample() {
        return anySample;
    }

    /** Returns whether there was any readable value of CPU, memory or swap. */
    boolean anyUsage() {
        return anyUsage;
    }

    /** Returns whether there were lines of pods but none of them identified a pod. */
    boolean lostAllPods() {
        return anyBadPod && rows.pods() == 0;
    }

    /** Returns whether the kubelet reported a scrape error. */
    boolean kubeletFailed() {
        return kubeletFailed;
    }

    /** Returns the pods and containers so far. */
    ResourceRows rows() {
        return rows;
    }

    /** Returns the names to expect in the node's next response. */
    ExpectedNames learned() {
        return namesInOrder.learned();
    }

    NodeBatch batch(String nodeName) {
        UsagePoint usage = UsagePoint.ABSENT;
        if (node.hasConflict()) {
            anomalies.add(Anomaly.DUPLICATE, () -> "the node has two lines of one name that differ");
        } else {
            usage = node.point();
        }
        NodePoint point = new NodePoint(usage, List.of(), NodeDetail.ABSENT);
        List<PodPoint> pods = rows.points(anomalies); // First, because it counts anomalies.
        return new NodeBatch(
                nodeName, AnswerForm.RESOURCE_METRICS, point, pods, anomalies.counts(), anomalies.examples());
    }

    private int lineFeed(int from) {
        int at = from;
        while (at < length && body[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Sets the family of the line; returns the index of the end of its name. */
    private int name(int from) {
        int end = from + nameLength;
        if (end < length
                && !ResourceLine.isNameByte(body[end])
                && Arrays.equals(body, from, end, body, nameFrom, nameFrom + nameLength)) {
            return end;
        }
        end = from;
        while (end < length && ResourceLine.isNameByte(body[end])) {
            end++;
        }
        nameFrom = from;
        nameLength = end - from;
        family = ResourceFamily.of(names.get(body, from, end));
        order = switch (family.subject()) {
            case NODE, ANSWER -> none;
            case POD -> pods;
            case CONTAINER, NOTHING -> containers;
        };
        order.restart();
        return end;
    }

    /** Reads the line if it is as expected; returns the index of its line feed, or {@link #UNEXPECTED}. */
    private int readExpected(int nameEnd) {
        ResourceRow row = order.expected();
        if (row == null) {
            return UNEXPECTED;
        }
        int from = nameEnd + row.labelsLength();
        if (from > length
                || !Arrays.equals(body, nameEnd, from, body, row.labelsFrom(), row.labelsFrom() + row.labelsLength())) {
            return UNEXPECTED;
        }
        if (family == ResourceFamily.OTHER) {
            order.passed(row);
            return lineFeed(from);
        }
        long value = decimal.read(body, from, length, family.kind().scale());
        int at = decimal.end();
        long timeMillis = receivedAtMillis;
        if (value >= 0 && at < length && body[at] == ' ') {
            timeMillis = decimal.read(body, at + 1, length, 0);
            at = timeMillis <= 0 || timeMillis > ResourceLine.LATEST_MILLIS ? length : decimal.end();
        }
        if (value < 0 || value > family.kind().most() || at >= length || body[at] != '\n') {
            return UNEXPECTED;
        }
        order.passed(row);
        take(row.usage(), value, timeMillis);
        return at;
    }

    private void sample(int nameEnd) {
        boolean readable = line.readSample();
        if (!readable) {
            countBadLine();
        }
        switch (family.subject()) {
            case NODE -> {
                if (readable) {
                    take(node);
                }
            }
            case POD, CONTAINER -> podSample(nameEnd, readable);
            default -> kubeletFailed |= readable && line.value(0) != 0;
        }
    }

    /** Records a sample; readable labels prove that the pod and the container exist, even with an unreadable value. */
    private void podSample(int nameEnd, boolean readable) {
        boolean ofPod = family.subject() == ResourceFamily.Subject.POD;
        if (!line.hasPod() || (!ofPod && !line.hasContainer())) {
            if (readable) {
                countBadLine();
            }
            if (line.hasPod()) {
                rows.pod(line).markIncomplete();
            } else {
                anyBadPod = true;
            }
            return;
        }
        ResourceRow row = ofPod ? rows.pod(line) : rows.container(line);
        if (!readable) {
            return;
        }
        if (line.labelsEnd() + 1 == line.numberFrom()) {
            order.met(row, nameEnd, line.numberFrom());
        }
        take(row.usage());
    }

    /** Stores the value of the line in {@code fields}, or counts it as an anomaly. */
    private void take(ResourceFields fields) {
        anySample = true;
        long value = line.value(family.kind().scale());
        if (value == ScaledDecimalParser.TOO_LARGE || value > family.kind().most()) {
            anomalies.add(Anomaly.OUT_OF_RANGE, this::position);
        } else if (value >= 0) {
            take(fields, value, Reading.isPresent(line.timeMillis()) ? line.timeMillis() : receivedAtMillis);
        } else if (value == ScaledDecimalParser.INVALID || family.kind() != ResourceFamily.Kind.START_TIME) {
            countBadLine();
        }
    }

    private void take(ResourceFields fields, long value, long timeMillis) {
        anyUsage |= family.kind() != ResourceFamily.Kind.START_TIME;
        switch (family.kind()) {
            case CPU -> fields.cpu(value, timeMillis);
            case WORKING_SET -> fields.workingSet(value, timeMillis);
            case SWAP -> fields.swap(value, timeMillis);
            // Truncated to whole seconds as in the Summary; otherwise containers would seem to restart whenever the
            // scrape switches between the two forms. A container that has not started has Go's zero time, about
            // -6.2e10, which is treated as absent.
            default -> fields.startTime(value - value % 1000);
        }
    }

    private void countBadLine() {
        anomalies.add(Anomaly.BAD_LINE, this::position);
    }

    private String position() {
        int number = 1;
        for (int i = 0; i < lineFrom; i++) {
            number += body[i] == '\n' ? 1 : 0;
        }
        return "line " + number + ": " + BodyExcerpt.of(body, lineFrom, lineFeed(lineFrom), EXCERPT);
    }
}
