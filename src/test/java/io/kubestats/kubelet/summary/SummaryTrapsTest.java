package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.Lane;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsagePoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the pitfalls of the Summary API, one per test. */
class SummaryTrapsTest {
    private static final String POD = """
            {"node":{"nodeName":"n1"},"pods":[{"podRef":{"name":"p","namespace":"ns","uid":"u"},"containers":[]%s}]}""";
    private static final String CONTAINER = """
            {"node":{"nodeName":"n1"},"pods":[{"podRef":{"name":"p","namespace":"ns","uid":"u"},
             "containers":[{"name":"c"%s}]}]}""";

    @Test
    void takesNullListsAsEmpty() throws KubeletException {
        NodeBatch noPods = full("{\"node\":{\"nodeName\":\"n1\",\"systemContainers\":null},\"pods\":null}");
        PodPoint empty = pod("""
                {"node":{},"pods":[{"podRef":{"name":"p","namespace":"ns"},"containers":null,"volume":null,
                 "network":{"interfaces":null}}]}""");

        assertThat(noPods.pods()).isEmpty();
        assertThat(noPods.point().systemContainers()).isEmpty();
        assertThat(empty.containers()).isEmpty();
        assertThat(empty.detail().volumes()).isEmpty();
        assertThat(empty.ref().uid()).isEmpty();
    }

    @Test
    void takesPressureTotalsAsMicrosecondsAsTheyStand() throws KubeletException {
        NodeBatch batch = RecordedAnswers.full("1.35/stats-summary.json");

        // cAdvisor's container_pressure_cpu_waiting_seconds_total{id="/"} of the same node and time is 34.335662.
        assertThat(batch.point().usage().detail().cpuPressure().waitingMicroseconds())
                .isEqualTo(34_335_662);
    }

    @Test
    void takesSomeAsWaitingAndFullAsStalled() throws KubeletException {
        PodPoint pod = pod(POD.formatted(",\"cpu\":{\"psi\":{\"full\":{\"total\":7},\"some\":{\"total\":9}}}"));

        assertThat(pod.usage().detail().cpuPressure()).isEqualTo(new PressurePoint(9, 7));
    }

    @Test
    void keepsPressureAveragesOfTheNodeInPercent() throws KubeletException {
        NodeBatch batch = full("""
                {"node":{"fs":{},"cpu":{"psi":{"some":{"total":1,"avg10":0.25,"avg60":1,"avg300":99.5},
                 "full":{"total":2,"avg10":1e-2,"avg60":null}}},"memory":{"psi":{"some":{"total":1}}}},"pods":[]}""");

        assertThat(batch.point().detail().pressureAverages().cpu())
                .isEqualTo(new PressureAverages(0.25f, 1f, 99.5f, 0.01f, Float.NaN, Float.NaN));
        assertThat(batch.point().detail().pressureAverages().memory()).isEqualTo(PressureAverages.ABSENT);
        assertThat(batch.point().detail().pressureAverages().io()).isEqualTo(PressureAverages.ABSENT);
    }

    @Test
    void joinsTheHardCodedDefaultInterfaceWithTheListByName() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"network":{"time":"2026-01-01T00:00:00Z",
                 "name":"eth0","rxBytes":1,"rxErrors":2,"txBytes":3,"txErrors":4,
                 "interfaces":[{"name":"eth0","rxBytes":1,"rxErrors":2,"txBytes":3,"txErrors":4},{"name":"ens5"}]}"""));

        assertThat(pod.detail().network().interfaces())
                .containsExactly(
                        new InterfacePoint("eth0", 1, 2, 3, 4),
                        new InterfacePoint("ens5", Reading.ABSENT, Reading.ABSENT, Reading.ABSENT, Reading.ABSENT));
    }

    @Test
    void keepsTheDefaultInterfaceThatTheListLacks() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"network":{"interfaces":[{"name":"net1","rxBytes":5}],"name":"eth0","rxBytes":1}"""));

        assertThat(pod.detail().network().interfaces())
                .extracting(InterfacePoint::name)
                .containsExactlyInAnyOrder("eth0", "net1");
    }

    @Test
    void keepsWhichInterfaceOfANodeIsTheDefault() throws KubeletException {
        NodeBatch named = full("""
                {"node":{"network":{"name":"eth0","rxBytes":1,"interfaces":[{"name":"eth1"}]}},"pods":[]}""");
        NodeBatch unnamed = full("""
                {"node":{"network":{"name":"","interfaces":[{"name":"ens5"}]}},"pods":[]}""");

        assertThat(named.point().detail().network().defaultInterface()).isEqualTo("eth0");
        assertThat(unnamed.point().detail().network().defaultInterface()).isEmpty();
    }

    @Test
    void takesADefaultInterfaceWithoutANameAsNone() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"network":{"time":"2026-01-01T00:00:00Z","name":"","interfaces":[{"name":"ens5","rxBytes":5}]}"""));

        assertThat(pod.detail().network().interfaces())
                .extracting(InterfacePoint::name)
                .containsExactly("ens5");
    }

    @Test
    void skipsUnknownFieldsOfAnyKindAndDepth() throws KubeletException {
        String unknown = ",\"later\":{\"a\":[[{\"b\":[1.5,\"x\",null,true,{\"c\":{}}]}]]},\"flag\":false";

        PodPoint pod = pod(POD.formatted(",\"memory\":{\"rssBytes\":5" + unknown + "}" + unknown));

        assertThat(pod.usage().detail().rssBytes()).isEqualTo(5);
    }

    @Test
    void skipsVolumeHealth() throws KubeletException {
        PodPoint pod = pod(
                POD.formatted(",\"volume\":[{\"volumeHealthStats\":{\"abnormal\":true},\"name\":\"v\",\"usedBytes\":3,"
                        + "\"capacityBytes\":9}]"));

        assertThat(pod.detail().volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.name()).isEqualTo("v");
            assertThat(volume.fs().usedBytes()).isEqualTo(3);
        });
    }

    @Test
    void skipsUserDefinedMetricsAndAccelerators() throws KubeletException {
        NodeBatch batch = full(CONTAINER.formatted("""
                ,"accelerators":[{"make":"nvidia","memoryTotal":1}],
                 "userDefinedMetrics":[{"name":"m","value":1.5,"labels":{"a":"b"}}],"cpu":{"usageNanoCores":4}"""));

        assertThat(batch.pods().get(0).containers().get(0).usage().cpu().usageNanoCores())
                .isEqualTo(4);
    }

    @Test
    void readsTheOddlySpeltFieldsOfAPod() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"volume":[{"name":"v","pvcRef":{"name":"claim","namespace":"ns"},"capacityBytes":9,"inodes":8}],
                 "ephemeral-storage":{"usedBytes":7},"process_stats":{"process_count":6}"""));

        assertThat(pod.detail().volumes()).singleElement().satisfies(volume -> {
            assertThat(volume.persistentVolumeClaim()).isEqualTo("claim");
            assertThat(volume.fs().capacityBytes()).isEqualTo(9);
        });
        assertThat(pod.detail().ephemeralStorage().usedBytes()).isEqualTo(7);
        assertThat(pod.detail().processCount()).isEqualTo(6);
    }

    @Test
    void takesZerosOfAVolumeOfUnknownSizeAsAbsent() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"volume":[{"name":"v","availableBytes":0,"capacityBytes":0,"usedBytes":4096,
                 "inodesFree":0,"inodes":0,"inodesUsed":0}]"""));

        assertThat(pod.detail().volumes().get(0).fs())
                .isEqualTo(new FsPoint(
                        Reading.ABSENT,
                        Reading.ABSENT,
                        Reading.ABSENT,
                        4096,
                        Reading.ABSENT,
                        Reading.ABSENT,
                        Reading.ABSENT));
    }

    @Test
    void keepsZerosOfAVolumeOfKnownSize() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"volume":[{"name":"v","availableBytes":0,"capacityBytes":9,"usedBytes":0,
                 "inodesFree":0,"inodes":5,"inodesUsed":0}]"""));

        assertThat(pod.detail().volumes().get(0).fs()).isEqualTo(new FsPoint(Reading.ABSENT, 0, 9, 0, 0, 5, 0));
    }

    @Test
    void readsImageAndContainerFilesystems() throws KubeletException {
        NodeBatch batch = full("""
                {"node":{"runtime":{"imageFs":{"usedBytes":1},"containerFs":{"usedBytes":2}},"fs":{"usedBytes":3},
                 "rlimit":{"time":"2026-01-01T00:00:00Z","maxpid":4,"curproc":5}},"pods":[]}""");

        NodeDetail detail = batch.point().detail();
        assertThat(detail.imageFs().usedBytes()).isEqualTo(1);
        assertThat(detail.containerFs().usedBytes()).isEqualTo(2);
        assertThat(detail.fs().usedBytes()).isEqualTo(3);
        assertThat(detail.pidsMax()).isEqualTo(4);
        assertThat(detail.pids()).isEqualTo(5);
    }

    @Test
    void keepsTheUidOfAStaticPodAsItStands() throws KubeletException {
        NodeBatch batch = RecordedAnswers.full("1.35/stats-summary.json");

        assertThat(batch.pods())
                .filteredOn(pod -> pod.ref().name().startsWith("etcd-"))
                .singleElement()
                .satisfies(pod -> assertThat(pod.ref().uid()).hasSize(32).doesNotContain("-"));
    }

    @Test
    void findsSystemContainersInAnyOrder() throws KubeletException {
        NodeBatch batch = full("""
                {"node":{"systemContainers":[{"name":"windows-global-commit-memory","memory":{"usageBytes":4}},
                 {"name":"pods"},{"name":"runtime"},{"name":"kubelet","startTime":"1970-01-01T00:00:01Z"}]},
                 "pods":[]}""");

        assertThat(batch.point().systemContainers())
                .extracting(ContainerPoint::name)
                .containsExactlyInAnyOrder("kubelet", "runtime", "pods", "windows-global-commit-memory");
        assertThat(batch.point().systemContainers().get(3).usage().startTimeMillis())
                .isEqualTo(1000);
    }

    @Test
    void takesWhatIsAbsentAsAbsentAndNeverAsZero() throws KubeletException {
        NodeBatch batch = full(CONTAINER.formatted(""));

        PodPoint pod = batch.pods().get(0);
        assertThat(pod.usage()).isEqualTo(UsagePoint.ABSENT);
        assertThat(pod.detail()).isSameAs(PodDetail.ABSENT);
        assertThat(pod.containers())
                .containsExactly(new ContainerPoint("c", UsagePoint.ABSENT, ContainerDetail.ABSENT));
        assertThat(batch.point().usage()).isEqualTo(UsagePoint.ABSENT);
        assertThat(batch.point().detail()).isEqualTo(NodeDetail.ABSENT);
    }

    @Test
    void takesNullReadingsAsAbsent() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"startTime":null,"cpu":null,"memory":{"time":null,"usageBytes":null,"psi":null},"swap":null,
                 "network":null,"ephemeral-storage":null,"process_stats":null,"io":null"""));

        assertThat(pod.usage()).isEqualTo(UsagePoint.ABSENT);
        assertThat(pod.detail()).isEqualTo(PodDetail.ABSENT);
    }

    @Test
    void keepsZeroAsZero() throws KubeletException {
        NodeBatch batch = full(CONTAINER.formatted("""
                ,"cpu":{"usageCoreNanoSeconds":0,"usageNanoCores":0},"swap":{"swapUsageBytes":0},
                 "rootfs":{"usedBytes":0}"""));

        ContainerPoint container = batch.pods().get(0).containers().get(0);
        assertThat(container.usage().cpu()).isEqualTo(new CpuPoint(RecordedAnswers.RECEIVED, 0, 0));
        assertThat(container.usage().swap()).isEqualTo(new SwapPoint(RecordedAnswers.RECEIVED, 0));
        assertThat(container.detail().rootfs().usedBytes()).isZero();
    }

    @Test
    void keepsEachBlocksOwnTime() throws KubeletException {
        PodPoint pod = pod(POD.formatted("""
                ,"cpu":{"time":"2026-11-24T10:14:35Z"},"memory":{"time":"2026-11-24T10:14:20.25Z"},
                 "swap":{"time":"2026-11-24T11:14:40+01:00"},"network":{"time":"2026-11-24T10:13:08.123456789Z"}"""));

        assertThat(pod.usage().cpu().timeMillis()).isEqualTo(millis("2026-11-24T10:14:35Z"));
        assertThat(pod.usage().memory().timeMillis()).isEqualTo(millis("2026-11-24T10:14:20.250Z"));
        assertThat(pod.usage().swap().timeMillis()).isEqualTo(millis("2026-11-24T10:14:40Z"));
        assertThat(pod.detail().network().timeMillis()).isEqualTo(millis("2026-11-24T10:13:08.123Z"));
    }

    @Test
    void takesATimeThatWasNeverSetAsAbsent() throws KubeletException {
        PodPoint pod = pod(POD.formatted(",\"startTime\":\"0001-01-01T00:00:00Z\""));

        assertThat(pod.usage().startTimeMillis()).isEqualTo(Reading.ABSENT);
    }

    @Test
    void takesTheBootTimeFromTheFullFormOnly() throws KubeletException {
        byte[] cheap = RecordedAnswers.bytes("1.37/stats-summary-cpu-memory.json");

        NodeBatch full = RecordedAnswers.full("1.37/stats-summary.json");
        NodeBatch fast =
                new SummaryDecoder(Lane.FAST).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, cheap, cheap.length);

        assertThat(full.point().detail().bootTimeMillis()).isEqualTo(millis("2026-11-24T00:23:45Z"));
        assertThat(fast.point().detail()).isSameAs(NodeDetail.ABSENT);
    }

    /** The forms of the two lanes disagree on the start time, so it must not reset the node's counters. */
    @Test
    void takesNoStartOfTheNodesCounters() throws KubeletException {
        byte[] cheap = RecordedAnswers.bytes("1.37/stats-summary-cpu-memory.json");

        NodeBatch full = RecordedAnswers.full("1.37/stats-summary.json");
        NodeBatch fast =
                new SummaryDecoder(Lane.FAST).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, cheap, cheap.length);

        assertThat(full.point().usage().startTimeMillis()).isEqualTo(Reading.ABSENT);
        assertThat(fast.point().usage()).isEqualTo(full.point().usage());
    }

    @Test
    void takesAnIdleNodesFullAnswerAsFull() throws KubeletException {
        String idle = "{\"node\":{\"startTime\":\"2026-01-01T00:00:00Z\",\"cpu\":{\"usageNanoCores\":1}},\"pods\":[]}";

        assertThat(decode(Lane.FULL, idle).form()).isEqualTo(AnswerForm.SUMMARY);
        assertThat(decode(Lane.FAST, idle).form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"node\":{\"network\":{}},\"pods\":[]}",
                "{\"node\":{\"fs\":{}},\"pods\":[]}",
                "{\"node\":{\"runtime\":{}},\"pods\":[]}",
                "{\"node\":{\"rlimit\":{}},\"pods\":[]}",
                "{\"node\":{\"io\":{}},\"pods\":[]}",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},\"volume\":[]}]}",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},\"ephemeral-storage\":{}}]}",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},\"process_stats\":{}}]}",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},"
                        + "\"containers\":[{\"name\":\"c\",\"logs\":{}}]}]}",
                "{\"node\":{},\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},"
                        + "\"containers\":[{\"name\":\"c\",\"rootfs\":{}}]}]}"
            })
    void takesAnyFieldOfTheFullFormAsFullWhateverWasAsked(String answer) throws KubeletException {
        assertThat(decode(Lane.FAST, answer).form()).isEqualTo(AnswerForm.SUMMARY);
    }

    @Test
    void keepsPressureOfCpuAndMemoryInTheCheapForm() throws KubeletException {
        NodeBatch batch = decode(Lane.FAST, """
                {"node":{"cpu":{"psi":{"some":{"total":3,"avg10":1}}},"memory":{"psi":{"full":{"total":4}}}},
                 "pods":[]}""");

        assertThat(batch.form()).isEqualTo(AnswerForm.SUMMARY_CPU_AND_MEMORY);
        assertThat(batch.point().usage().detail().cpuPressure().waitingMicroseconds())
                .isEqualTo(3);
        assertThat(batch.point().usage().detail().memoryPressure().stalledMicroseconds())
                .isEqualTo(4);
        assertThat(batch.point().detail()).isSameAs(NodeDetail.ABSENT);
    }

    @Test
    void readsPodsBeforeTheNode() throws KubeletException {
        NodeBatch batch = full("{\"pods\":[],\"node\":{\"memory\":{\"usageBytes\":1}}}");

        assertThat(batch.point().usage().memory()).isEqualTo(MemoryPoint.ABSENT);
        assertThat(batch.point().usage().detail().memoryUsageBytes()).isOne();
        assertThat(batch.point().detail().network()).isEqualTo(NetworkPoint.ABSENT);
    }

    private static NodeBatch full(String json) throws KubeletException {
        return decode(Lane.FULL, json);
    }

    private static PodPoint pod(String json) throws KubeletException {
        return full(json).pods().get(0);
    }

    private static NodeBatch decode(Lane lane, String json) throws KubeletException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new SummaryDecoder(lane).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
