package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.RecordedAnswers;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.Anomaly;
import io.kubestats.model.FsPoint;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.Reading;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that placeholder values of kubelets are read as absent. */
class MendedReadingsTest {
    private static final long OTHER = Instant.parse("2026-11-24T10:14:20Z").toEpochMilli();

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551615", "18446744073709547520", "9223372036854775808", "-4096", "-1"})
    void takesWhatIsLeftOfMemoryAndSwapAsAbsentWhereItWrapped(String wrapped) throws KubeletException {
        NodeBatch batch = node("\"memory\":{\"availableBytes\":" + wrapped + ",\"workingSetBytes\":75161927680},"
                + "\"swap\":{\"swapUsageBytes\":3,\"swapAvailableBytes\":" + wrapped + "}");

        UsagePoint usage = batch.point().usage();
        assertThat(usage.workingSetBytes()).isEqualTo(75_161_927_680L);
        assertThat(usage.detail().memoryLimitBytes()).isEqualTo(Reading.ABSENT);
        assertThat(usage.detail().swapLimitBytes()).isEqualTo(Reading.ABSENT);
        assertThat(usage.memoryAvailableBytes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.NEGATIVE_AVAILABLE, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615, -1, 0",
        "-1, -1, 0",
        "18446744073709547520, 0, 1",
        "18446744069414584320, 0, 1",
        "9223372036854775808, -1, 1",
        "-4096, -1, 1",
        "0, 0, 0"
    })
    void takesAFilesystemThatIsFilledBelowItsReserveAsFull(String free, long bytes, int counted)
            throws KubeletException {
        for (FsPoint fs :
                everyFilesystem("\"capacityBytes\":9000,\"usedBytes\":8900,\"availableBytes\":" + free, counted)) {
            assertThat(fs.availableBytes()).isEqualTo(bytes);
            assertThat(fs.capacityBytes()).isEqualTo(9_000);
            assertThat(fs.usedBytes()).isEqualTo(8_900);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775800", "1152921504606846977", "1e19", "1e18446744073709551616"})
    void takesAmountsThatNothingHasAsAbsent(String absurd) throws KubeletException {
        NodeBatch batch =
                node("\"memory\":{\"usageBytes\":" + absurd + ",\"workingSetBytes\":" + absurd + ",\"rssBytes\":4},"
                        + "\"fs\":{\"capacityBytes\":" + absurd + ",\"inodes\":" + absurd + ",\"usedBytes\":4}");

        assertThat(batch.point().usage().workingSetBytes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.point().usage().detail().memoryUsageBytes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.point().usage().detail().rssBytes()).isEqualTo(4);
        assertThat(batch.point().detail().fs().capacityBytes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.point().detail().fs().inodes()).isEqualTo(Reading.ABSENT);
        assertThat(batch.point().detail().fs().usedBytes()).isEqualTo(4);
        assertThat(batch.anomalies().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(4);
    }

    @Test
    void takesCountersAndRatesThatNothingReachesAsAbsent() throws KubeletException {
        NodeBatch batch =
                node("\"cpu\":{\"usageCoreNanoSeconds\":9223372036854775800,\"usageNanoCores\":9223372036854775807},"
                        + "\"memory\":{\"pageFaults\":8000000000000000000,\"majorPageFaults\":9223372036854775807}");

        assertThat(batch.point().usage().usageCoreNanoSeconds()).isEqualTo(Reading.ABSENT);
        assertThat(batch.point().usage().usageNanoCores()).isEqualTo(Reading.ABSENT);
        assertThat(batch.point().usage().detail().pageFaults()).isEqualTo(8_000_000_000_000_000_000L);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.OUT_OF_RANGE, 3));
    }

    /** EFS reports a capacity of 8 EiB minus one block. */
    @Test
    void takesTheSizeOfAnElasticFilesystemAsAbsentAndNotAsOdd() throws KubeletException {
        for (FsPoint fs : everyFilesystem(
                "\"capacityBytes\":9223372036853727232,\"availableBytes\":9223372036752015360,\"usedBytes\":101711872",
                0)) {
            assertThat(fs.capacityBytes()).isEqualTo(Reading.ABSENT);
            assertThat(fs.availableBytes()).isEqualTo(Reading.ABSENT);
            assertThat(fs.usedBytes()).isEqualTo(101_711_872);
        }
    }

    /** ZFS and btrfs do not count inodes. */
    @Test
    void takesInodesOfAFilesystemWithoutAnyAsAbsent() throws KubeletException {
        for (String used : List.of("0", "5")) {
            for (FsPoint fs : everyFilesystem(
                    "\"availableBytes\":50,\"capacityBytes\":100,\"usedBytes\":0,\"inodesFree\":0,"
                            + "\"inodes\":0,\"inodesUsed\":" + used,
                    0)) {
                assertThat(fs)
                        .isEqualTo(new FsPoint(
                                Reading.ABSENT, 50, 100, 0, Reading.ABSENT, Reading.ABSENT, Reading.ABSENT));
            }
        }
    }

    @Test
    void takesZerosOfAFilesystemWithoutASizeAsAbsent() throws KubeletException {
        for (FsPoint fs :
                everyFilesystem("\"availableBytes\":0,\"capacityBytes\":0,\"usedBytes\":0,\"inodesUsed\":3", 0)) {
            assertThat(fs)
                    .isEqualTo(new FsPoint(
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            3));
        }
    }

    /** On Windows, the memory of a pod is summed over containers that report only their working set. */
    @Test
    void takesZerosBesideAWorkingSetAsSumsOfNothing() throws KubeletException {
        String block = "\"memory\":{\"availableBytes\":0,\"usageBytes\":0,\"workingSetBytes\":314572800,\"rssBytes\":0,"
                + "\"pageFaults\":0,\"majorPageFaults\":0},\"swap\":{\"swapUsageBytes\":0,\"swapAvailableBytes\":0}";

        for (UsagePoint usage : everyUsage(block)) {
            assertThat(usage.workingSetBytes()).isEqualTo(314_572_800);
            assertThat(usage.memoryAvailableBytes()).isEqualTo(Reading.ABSENT);
            assertThat(usage.swapUsageBytes()).isEqualTo(Reading.ABSENT);
            assertThat(usage.detail())
                    .isEqualTo(new UsageDetail(
                            Reading.ABSENT,
                            UsageDetail.ABSENT.cpuPressure(),
                            RecordedAnswers.RECEIVED,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            Reading.ABSENT,
                            UsageDetail.ABSENT.memoryPressure(),
                            Reading.ABSENT));
        }
    }

    @Test
    void keepsZerosThatCanBeReadings() throws KubeletException {
        String block = "\"memory\":{\"availableBytes\":0,\"usageBytes\":9,\"workingSetBytes\":8,"
                + "\"rssBytes\":0,\"pageFaults\":0},"
                + "\"cpu\":{\"usageNanoCores\":0,\"usageCoreNanoSeconds\":0},"
                + "\"swap\":{\"swapUsageBytes\":0,\"swapAvailableBytes\":0}";
        for (UsagePoint usage : everyUsage(block)) {
            assertThat(usage.usageCoreNanoSeconds()).isZero();
            assertThat(usage.memoryAvailableBytes()).isZero();
            assertThat(usage.swapUsageBytes()).isZero();
            assertThat(usage.swapAvailableBytes()).isZero();
            assertThat(usage.detail().rssBytes()).isZero();
            assertThat(usage.detail().pageFaults()).isZero();
        }
        for (UsagePoint usage : everyUsage("\"memory\":{\"usageBytes\":0,\"workingSetBytes\":0,\"rssBytes\":0}")) {
            assertThat(usage.workingSetBytes()).isZero();
            assertThat(usage.detail().memoryUsageBytes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"time\":null,",
                "\"time\":\"0001-01-01T00:00:00Z\",",
                "\"time\":\"1970-01-01T00:00:00Z\",",
                "\"time\":\"2026-13-01T00:00:00Z\",",
                "\"time\":5,"
            })
    void timesASampleWithoutATimeByItsEntryOrByTheAnswer(String none) throws KubeletException {
        String cpu = "\"cpu\":{" + none + "\"usageCoreNanoSeconds\":5}";
        String memory = "\"memory\":{" + none + "\"workingSetBytes\":5}";
        String timed = "\"time\":\"2026-11-24T10:14:20Z\",";

        for (UsagePoint usage : everyUsage(cpu + "," + memory)) {
            assertThat(usage.cpuTimeMillis()).isEqualTo(RecordedAnswers.RECEIVED);
            assertThat(usage.memoryTimeMillis()).isEqualTo(RecordedAnswers.RECEIVED);
        }
        for (UsagePoint usage : everyUsage(cpu + ",\"memory\":{" + timed + "\"workingSetBytes\":5}")) {
            assertThat(usage.cpuTimeMillis()).isEqualTo(OTHER);
            assertThat(usage.detail().cpuTimeMillis()).isEqualTo(OTHER);
        }
        for (UsagePoint usage :
                everyUsage(memory + ",\"cpu\":{" + timed + "\"usageNanoCores\":5},\"swap\":{\"swapUsageBytes\":1}")) {
            assertThat(usage.memoryTimeMillis()).isEqualTo(OTHER);
            assertThat(usage.swapTimeMillis()).isEqualTo(OTHER);
        }
    }

    @Test
    void timesNothingWhereThereIsNoSample() throws KubeletException {
        for (UsagePoint usage : everyUsage("\"cpu\":{},\"memory\":{},\"swap\":{}")) {
            assertThat(usage).isEqualTo(UsagePoint.ABSENT);
        }
    }

    /** Returns the usage of a node, a system container, a pod and a container, all with this block. */
    private static List<UsagePoint> everyUsage(String block) throws KubeletException {
        NodeBatch batch = decode("{\"node\":{" + block + ",\"systemContainers\":[{\"name\":\"pods\"," + block
                + "}]},\"pods\":[" + "{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"}," + block
                + ",\"containers\":[{\"name\":\"c\"," + block + "}]}]}");
        return List.of(
                batch.point().usage(),
                batch.point().systemContainers().get(0).usage(),
                batch.pods().get(0).usage(),
                batch.pods().get(0).containers().get(0).usage());
    }

    /** Returns the filesystems of a node, a pod and a container, all with this block and this number of anomalies. */
    private static List<FsPoint> everyFilesystem(String block, int anomalies) throws KubeletException {
        String fs = "{" + block + "}";
        NodeBatch batch = decode("{\"node\":{\"fs\":" + fs + ",\"runtime\":{\"imageFs\":" + fs + ",\"containerFs\":"
                + fs + "}},"
                + "\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"n\"},\"ephemeral-storage\":" + fs
                + ",\"volume\":[{\"name\":\"v\"," + block + "}],\"containers\":[{\"name\":\"c\",\"rootfs\":" + fs
                + ",\"logs\":" + fs + "}]}]}");
        List<FsPoint> all = List.of(
                batch.point().detail().fs(),
                batch.point().detail().imageFs(),
                batch.point().detail().containerFs(),
                batch.pods().get(0).detail().ephemeralStorage(),
                batch.pods().get(0).detail().volumes().get(0).fs(),
                batch.pods().get(0).containers().get(0).detail().rootfs(),
                batch.pods().get(0).containers().get(0).detail().logs());
        assertThat(batch.anomalies())
                .isEqualTo(anomalies == 0 ? Map.of() : Map.of(Anomaly.NEGATIVE_AVAILABLE, all.size()));
        return all;
    }

    private static NodeBatch node(String fields) throws KubeletException {
        return decode("{\"node\":{" + fields + "},\"pods\":[]}");
    }

    private static NodeBatch decode(String json) throws KubeletException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new SummaryDecoder(Lane.FULL).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }
}
