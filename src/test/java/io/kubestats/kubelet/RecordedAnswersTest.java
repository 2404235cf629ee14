package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.resource.ResourceMetricsDecoder;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.Lane;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.testing.RecordedSummaries;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of decoding complete responses of real kubelets. */
class RecordedAnswersTest {
    @ParameterizedTest
    @CsvSource({
        "1.31/stats-summary.json, 17, 17, 19, 170",
        "1.33/stats-summary.json, 17, 17, 18, 170",
        "1.35/stats-summary.json, 17, 17, 19, 170",
        "1.37/stats-summary.json, 3, 5, 1, 0"
    })
    void decodesAllThatIsThere(String file, int pods, int containers, int volumes, int interfaces)
            throws KubeletException {
        NodeBatch batch = RecordedAnswers.full(file);

        assertThat(batch.form()).isEqualTo(AnswerForm.SUMMARY);
        assertThat(batch.anomalies()).isEmpty();
        assertThat(batch.pods()).hasSize(pods);
        assertThat(batch.pods()).flatExtracting(PodPoint::containers).hasSize(containers);
        assertThat(batch.pods()).flatExtracting(pod -> pod.detail().volumes()).hasSize(volumes);
        assertThat(batch.pods())
                .flatExtracting(pod -> pod.detail().network().interfaces())
                .hasSize(interfaces);
        assertThat(batch.pods()).allSatisfy(pod -> {
            assertThat(pod.usage().startTimeMillis()).isPositive();
            assertThat(pod.usage().cpu().usageCoreNanoSeconds()).isPositive();
            assertThat(pod.usage().memory().workingSetBytes()).isPositive();
            assertThat(pod.detail().ephemeralStorage().usedBytes()).isNotNegative();
        });
        assertThat(batch.point().usage().cpu().usageCoreNanoSeconds()).isPositive();
        assertThat(batch.point().detail().fs().capacityBytes()).isPositive();
        assertThat(batch.point().detail().imageFs().capacityBytes()).isPositive();
        assertThat(batch.point().detail().pidsMax()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.31", "1.33", "1.35", "1.37"})
    void readsWhatAPlainReaderOfTheTreeReads(String version) throws KubeletException {
        NodeBatch expected = RecordedSummaries.batch(version);

        NodeBatch batch = RecordedAnswers.full(version + "/stats-summary.json");

        assertThat(batch.pods()).containsExactlyElementsOf(expected.pods());
        assertThat(batch.point().systemContainers())
                .containsExactlyElementsOf(expected.point().systemContainers());
        assertThat(batch.point().detail()).isEqualTo(expected.point().detail());
        assertThat(batch.point().usage().cpu())
                .isEqualTo(expected.point().usage().cpu());
        assertThat(batch.point().usage().memory())
                .isEqualTo(expected.point().usage().memory());
        assertThat(batch.point().usage().swap())
                .isEqualTo(expected.point().usage().swap());
    }

    @Test
    void decodesProcessesWhereTheKubeletCountsThem() throws KubeletException {
        assertThat(RecordedAnswers.full("1.35/stats-summary.json").pods())
                .allSatisfy(pod -> assertThat(pod.detail().processCount()).isNotNegative());
        assertThat(RecordedAnswers.full("1.37/stats-summary.json").pods())
                .allSatisfy(pod -> assertThat(pod.detail().processCount()).isEqualTo(Reading.ABSENT));
    }

    @Test
    void decodesAContainerToTheLastReading() throws KubeletException {
        NodeBatch batch = RecordedAnswers.full("1.37/stats-summary.json");

        ContainerPoint sidecar = container(batch, "disk", "sidecar");
        long time = Instant.parse("2026-11-24T02:58:03Z").toEpochMilli();
        long fsTime = Instant.parse("2026-11-24T02:58:01Z").toEpochMilli();
        assertThat(sidecar.usage().startTimeMillis())
                .isEqualTo(Instant.parse("2026-11-24T02:56:50Z").toEpochMilli());
        assertThat(sidecar.usage().cpu()).isEqualTo(new CpuPoint(time, 19_967_664, 0));
        assertThat(sidecar.usage().memory()).isEqualTo(new MemoryPoint(time, 446_464));
        assertThat(sidecar.usage().swap()).isEqualTo(new SwapPoint(time, 0));
        assertThat(sidecar.usage().detail())
                .isEqualTo(new UsageDetail(
                        time, PressurePoint.ABSENT, time, 446_464, 446_464, 53_248, 878, 0, PressurePoint.ABSENT, 0));
        assertThat(sidecar.usage().memoryAvailableBytes()).isZero();
        assertThat(sidecar.usage().swapAvailableBytes()).isZero();
        assertThat(sidecar.detail().rootfs())
                .isEqualTo(new FsPoint(fsTime, 74_537_472_000L, 270_553_174_016L, 8_192, 16_173_154, 16_777_216, 5));
        assertThat(sidecar.detail().logs())
                .isEqualTo(new FsPoint(time, 74_537_472_000L, 270_553_174_016L, 0, 16_173_154, 16_777_216, 1));
    }

    @Test
    void decodesTheNodeToTheLastReading() throws KubeletException {
        NodeBatch batch = RecordedAnswers.full("1.37/stats-summary.json");

        long time = Instant.parse("2026-11-24T02:57:54Z").toEpochMilli();
        assertThat(batch.point().usage().cpu()).isEqualTo(new CpuPoint(time, 2_790_720_638_937L, 108_265_483));
        assertThat(batch.point().detail().network().interfaces())
                .containsExactlyInAnyOrder(
                        new InterfacePoint("ifb0", 0, 0, 0, 0),
                        new InterfacePoint("ifb1", 0, 0, 0, 0),
                        new InterfacePoint("eth0", 809_265_063, 0, 3_317_374, 0));
        assertThat(batch.point().detail().pids()).isEqualTo(167);
        assertThat(batch.point().systemContainers())
                .extracting(ContainerPoint::name)
                .containsExactly("pods");
    }

    @Test
    void decodesTheCheapFormToTheSameUsage() throws KubeletException {
        byte[] body = RecordedAnswers.bytes("1.37/stats-summary-cpu-memory.json");

        NodeBatch fast =
                new SummaryDecoder(Lane.FAST).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);

        assertThat(fast.form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
        assertThat(fast.pods()).hasSize(3);
        assertThat(fast.pods()).flatExtracting(PodPoint::containers).hasSize(5);
        assertThat(container(fast, "burn", "burn").usage().memory().workingSetBytes())
                .isPositive();
    }

    @Test
    void decodesResourceMetricsOfTheSameNode() throws KubeletException {
        byte[] body = RecordedAnswers.bytes("1.37/metrics-resource.txt");

        NodeBatch batch =
                new ResourceMetricsDecoder().decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);

        assertThat(batch.form()).isEqualTo(AnswerForm.RESOURCE_METRICS);
        assertThat(batch.anomalies()).isEmpty();
        assertThat(batch.pods()).hasSize(3).allSatisfy(pod -> {
            assertThat(pod.ref().uid()).isEmpty();
            assertThat(pod.usage().startTimeMillis()).isEqualTo(Reading.ABSENT);
        });
        assertThat(batch.point().usage().cpu())
                .isEqualTo(new CpuPoint(1_795_489_074_922L, 2_790_720_638_937L, Reading.ABSENT));
        assertThat(batch.point().usage().memory().workingSetBytes()).isEqualTo(1_522_921_472);
        ContainerPoint sidecar = container(batch, "disk", "sidecar");
        assertThat(sidecar.usage().startTimeMillis())
                .isEqualTo(Instant.parse("2026-11-24T02:56:50Z").toEpochMilli());
        assertThat(sidecar.usage().cpu().usageCoreNanoSeconds()).isEqualTo(19_967_664);
        assertThat(sidecar.usage().memory().workingSetBytes()).isEqualTo(446_464);
        assertThat(sidecar.usage().swap()).isEqualTo(new SwapPoint(1_795_489_083_746L, 0));
    }

    private static ContainerPoint container(NodeBatch batch, String pod, String container) {
        return batch.pods().stream()
                .filter(one -> one.ref().name().equals(pod))
                .flatMap(one -> one.containers().stream())
                .filter(one -> one.name().equals(container))
                .findFirst()
                .orElseThrow();
    }
}
