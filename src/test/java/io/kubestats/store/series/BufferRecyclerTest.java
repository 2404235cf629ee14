package io.kubestats.store.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.UsagePoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The conditions under which buffers are reused. */
final class BufferRecyclerTest {
    private static final int ANSWERS = 2_000;
    private static final int PODS = 10;
    private static final Moment MOMENT = new Moment(1_000, 1);

    private final ReaderEpochs readers = new ReaderEpochs();
    private final BufferRecycler memory = new BufferRecycler(readers);
    private final Set<Object> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    private PackedPods published = PackedPods.NONE;

    @Test
    void isWrittenAgainOnceItIsReplacedAndNobodyReads() {
        for (int answer = 0; answer < ANSWERS; answer++) {
            accept(full(answer));
        }

        assertThat(published.series()).isEqualTo(full(ANSWERS - 1));
        assertThat(arrays).hasSizeLessThanOrEqualTo(3 * 4);
    }

    @Test
    void isWrittenAgainWhileReadersComeAndGo() {
        int before = readers.enter();
        for (int answer = 0; answer < ANSWERS; answer++) {
            accept(full(answer));
            int after = readers.enter();
            readers.leave(before);
            before = after;
        }

        assertThat(arrays).hasSizeLessThanOrEqualTo(3 * 8);
    }

    @Test
    void isNotWrittenAgainWhileSomebodyMayReadIt() {
        accept(full(0));
        int reader = readers.enter();
        PackedPods read = published;
        for (int answer = 1; answer < ANSWERS; answer++) {
            accept(full(answer));
        }
        assertThat(read.series()).isEqualTo(full(0));

        readers.leave(reader);
        for (int answer = 0; answer < ANSWERS; answer++) {
            accept(full(answer));
        }
        arrays.clear();
        for (int answer = 0; answer < ANSWERS; answer++) {
            accept(full(answer));
        }
        assertThat(arrays).hasSizeLessThan(ANSWERS);
    }

    @Test
    void keepsTheDetailsWhereTheyAreUntilAFullAnswerComes() {
        accept(full(0));
        PodDetails details = published.details();
        for (int answer = 1; answer < ANSWERS; answer++) {
            accept(fast());
        }

        assertThat(published.details()).isSameAs(details);
        assertThat(published.series()).isEqualTo(full(0));
    }

    @Test
    void isNotWrittenAgainIfTheWriteWasNeverPublished() {
        accept(full(0));
        PackedPods shown = published;
        for (int answer = 1; answer < ANSWERS; answer++) {
            memory.begin();
            // The replacement is never published, because of a failure.
            memory.replace(shown, shown.next(full(answer), MOMENT, memory));
            memory.begin();
            memory.publish();
        }

        assertThat(shown.series()).isEqualTo(full(0));
    }

    private void accept(List<PodSeries> pods) {
        memory.begin();
        PackedPods next = published.next(pods, MOMENT, memory);
        memory.replace(published, next);
        memory.publish();
        published = next;
        arrays.add(next.rows().bytes());
        arrays.add(next.details().numbers().groups());
        arrays.add(next.details().numbers().bytes());
    }

    /** Returns pods with the details of that response. */
    private static List<PodSeries> full(int answer) {
        List<PodSeries> pods = new ArrayList<>();
        for (int i = 0; i < PODS; i++) {
            pods.add(pod(i, detail(answer, i), new ContainerDetail(fs(answer), FsPoint.ABSENT, PressurePoint.ABSENT)));
        }
        return pods;
    }

    /** Returns pods with the published details. */
    private List<PodSeries> fast() {
        return published.series();
    }

    private static PodDetail detail(int answer, int pod) {
        return new PodDetail(NetworkPoint.ABSENT, List.of(), fs(answer), PressurePoint.ABSENT, pod);
    }

    private static FsPoint fs(int mark) {
        return new FsPoint(mark, mark, mark, mark, mark, mark, mark);
    }

    private static PodSeries pod(int pod, PodDetail detail, ContainerDetail containerDetail) {
        ContainerPoint container = new ContainerPoint("app", UsagePoint.ABSENT, containerDetail);
        PodPoint point =
                new PodPoint(new PodRef("ns", "pod-" + pod, "uid"), UsagePoint.ABSENT, List.of(container), detail);
        return new PodSeries(point, List.of(UsageSeries.NONE), Optional.empty(), 0, 0, 0);
    }
}
