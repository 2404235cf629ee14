package io.kubestats.exporter.families;

import static io.kubestats.exporter.families.SampleLine.key;
import static java.util.Objects.requireNonNull;

import io.kubestats.http.BodyWriter;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.Reading;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Writer of the series of one family, one line each, that allocates nothing per line. A second line follows if start
 * times of counters are exposed.
 */
public final class SeriesWriter {
    private static final byte[] CONTAINER = key("container");
    private static final byte[] VOLUME = key("volume");
    private static final byte[] CLAIM = key("persistentvolumeclaim");
    private static final byte[] INTERFACE = key("interface");
    private static final byte[] SYSTEM_CONTAINER = key("system_container");
    private static final byte[] UPLINK = key("uplink");
    private static final byte[] WINDOW = key("window");

    private final SampleLine line;
    private final ObjectWriter objects;
    private final boolean timed;
    private final boolean ofCreated;
    private final Optional<SeriesWriter> created;

    private SeriesWriter(SampleLine line, boolean timed, boolean ofCreated, Optional<SeriesWriter> created) {
        this.line = requireNonNull(line, "line");
        this.objects = new ObjectWriter(line);
        this.timed = timed;
        this.ofCreated = ofCreated;
        this.created = requireNonNull(created, "created");
    }

    public static SeriesWriter to(BodyWriter out, SeriesForm form, MetricFamily family) {
        return of(SampleLine.to(out, form, family), form, family);
    }

    /** Returns a writer that only counts series. */
    public static SeriesWriter toNowhere(SeriesForm form, MetricFamily family) {
        return of(SampleLine.toNowhere(form, family), form, family);
    }

    private static SeriesWriter of(SampleLine line, SeriesForm form, MetricFamily family) {
        boolean timed = form.times().source();
        Optional<SeriesWriter> created = form.writesCreated(family)
                ? Optional.of(new SeriesWriter(line.ofCreated(family), timed, true, Optional.empty()))
                : Optional.empty();
        return new SeriesWriter(line, timed, false, created);
    }

    /** Returns the number of series written, or of those that would have been. */
    public long count() {
        return line.count() + (created.isPresent() ? created.get().count() : 0);
    }

    /** Returns the writer for data from the API server. */
    ObjectWriter objects() {
        return objects;
    }

    <P> void series(NodeSnapshot node, MetricReader<P> of, P point) throws IOException {
        long value = read(of, point);
        if (line.isWritten(value)) {
            line.start(node);
            end(value, of, point);
        }
    }

    void window(NodeSnapshot node, String window, long value) throws IOException {
        if (line.isWritten(value)) {
            line.start(node);
            line.label(node, WINDOW, window);
            line.end(value);
        }
    }

    /** Writes a reading of the interface at {@code index} of the node's selected ones. */
    void nodeInterface(NodeSnapshot node, int index, ToLongFunction<InterfacePoint> reading) throws IOException {
        NodeInterfaces interfaces = node.interfaces();
        InterfacePoint point = interfaces.points().get(index);
        long value = reading.applyAsLong(point);
        if (line.isWritten(value)) {
            line.start(node);
            line.label(node, INTERFACE, point.name());
            line.label(node, UPLINK, interfaces.isUplink(index) ? "true" : "false");
            end(value, interfaces.timeMillis());
        }
    }

    <P> void systemContainer(NodeSnapshot node, String name, MetricReader<P> of, P point) throws IOException {
        long value = read(of, point);
        if (line.isWritten(value)) {
            line.start(node);
            line.label(node, SYSTEM_CONTAINER, name);
            end(value, of, point);
        }
        if (isJoined(value)) {
            created.get().systemContainer(node, name, of, point);
        }
    }

    <P> void pod(NodeSnapshot node, PodRef pod, MetricReader<P> of, P point) throws IOException {
        long value = read(of, point);
        if (line.isWritten(value)) {
            line.start(node, pod);
            end(value, of, point);
        }
        if (isJoined(value)) {
            created.get().pod(node, pod, of, point);
        }
    }

    void podInterface(NodeSnapshot node, PodPoint pod, String name, long reading) throws IOException {
        long timeMillis = pod.detail().networkTimeMillis();
        long value = ofCreated ? start(pod.usage().startTimeMillis(), timeMillis) : reading;
        if (line.isWritten(value)) {
            line.start(node, pod.ref());
            line.label(node, INTERFACE, name);
            end(value, timeMillis);
        }
        if (isJoined(value)) {
            created.get().podInterface(node, pod, name, reading);
        }
    }

    <P> void container(NodeSnapshot node, PodRef pod, String name, MetricReader<P> of, P point) throws IOException {
        long value = read(of, point);
        if (line.isWritten(value)) {
            line.start(node, pod);
            line.label(node, CONTAINER, name);
            end(value, of, point);
        }
        if (isJoined(value)) {
            created.get().container(node, pod, name, of, point);
        }
    }

    void volume(NodeSnapshot node, PodRef pod, VolumePoint volume, MetricReader<FsPoint> of) throws IOException {
        long value = read(of, volume.fs());
        if (line.isWritten(value)) {
            line.start(node, pod);
            line.label(node, VOLUME, volume.name());
            line.label(node, CLAIM, volume.persistentVolumeClaim());
            end(value, of, volume.fs());
        }
    }

    private boolean isJoined(long value) {
        return value >= 0 && created.isPresent();
    }

    private <P> long read(MetricReader<P> of, P point) {
        return ofCreated
                ? start(of.start().applyAsLong(point), of.time().applyAsLong(point))
                : of.reading().applyAsLong(point);
    }

    /** Returns the start time, or absent if it is after the reading: two clocks disagree, and either may be wrong. */
    private static long start(long startMillis, long timeMillis) {
        return Reading.isPresent(timeMillis) && startMillis > timeMillis ? Reading.ABSENT : startMillis;
    }

    private <P> void end(long value, MetricReader<P> of, P point) throws IOException {
        if (timed) {
            line.endAt(of.time().applyAsLong(point), value);
        } else {
            line.end(value);
        }
    }

    private void end(long value, long timeMillis) throws IOException {
        if (timed) {
            line.endAt(timeMillis, value);
        } else {
            line.end(value);
        }
    }
}
