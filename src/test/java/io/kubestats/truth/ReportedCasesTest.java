package io.kubestats.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kubestats.health.HealthCheck.Result;
import io.kubestats.model.Anomaly;
import io.kubestats.model.Reading;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.truth.PlayedKubelet.Answer;
import io.kubestats.truth.PlayedKubelet.Now;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Responses from public bug reports in this field, over HTTP and both lanes, and the correct results. */
class ReportedCasesTest {
    private static final Answer NONE = now -> "";
    private static final int ROUNDS = 12;

    /** kubernetes-sigs/metrics-server#1779, kubernetes/kubernetes#134518 and #137942. */
    @Test
    void servesTheRunThatStartedLaterThoughAnOldOneStaysInTheAnswer() throws Exception {
        Answer fast = now -> {
            long old = now.asked() % 2 == 0 ? now.millis() - 120 : now.millis();
            long young = now.asked() % 2 == 0 ? now.millis() : now.millis() - 120;
            return cpu("db-0", "400", old)
                    + cpu("db-0", growing(now, 50), young)
                    + memory("db-0", 5L << 30, old)
                    + memory("db-0", 3L << 30, young)
                    + start("db-0", now.unix(-3_600 - now.seconds()))
                    + node(now);
        };
        Answer full = now -> summary(
                now,
                pod(now, "db-0", "old", -90_000 - now.seconds(), 400_000_000_000L, 5L << 30),
                pod(
                        now,
                        "db-0",
                        "new",
                        -3_600 - now.seconds(),
                        50_000_000_000L + now.seconds() * 100_000_000,
                        3L << 30));

        try (PlayedKubelet played = new PlayedKubelet(fast, full)) {
            long last = 0;
            for (int round = 0; round < ROUNDS; round++) {
                played.turn();
                if (played.pod("db-0").isPresent()) {
                    ContainerUsage container = only(played.pod("db-0").orElseThrow());
                    assertThat(millicores(container)).isBetween(95L, 105L);
                    assertThat(container.usage().memoryBytes()).isEqualTo(3L << 30);
                }
                long counter = played.counter("db-0");
                assertThat(counter).isBetween(last, 60_000_000_000L);
                last = Math.max(last, counter);
            }
            assertThat(played.pod("db-0")).isPresent();
            assertThat(played.anomalies).containsKey(Anomaly.DUPLICATE);
        }
    }

    /** kubernetes-sigs/kwok#671 and #1745. */
    @Test
    void takesTheTimeOfTheAnswerForLinesWithoutTimes() throws Exception {
        Answer fast = now -> "container_cpu_usage_seconds_total{container=\"c\",namespace=\"d\",pod=\"web\"} "
                + growing(now, 50) + "\ncontainer_memory_working_set_bytes{container=\"c\",namespace=\"d\",pod=\"web\"}"
                + " 104857600\nnode_cpu_usage_seconds_total " + (1_000 + now.seconds())
                + "\nnode_memory_working_set_bytes 4294967296\n";

        try (PlayedKubelet played = turned(fast, NONE)) {
            assertThat(millicores(only(played.pod("web").orElseThrow()))).isEqualTo(100);
            assertThat(played.node().orElseThrow().usage().orElseThrow().cpuNanoCores())
                    .isEqualTo(1_000_000_000);
            assertThat(played.pod("web").orElseThrow().timestampMillis()).isEqualTo(played.clock.millis());
        }
    }

    /** kubernetes/kubernetes#104445, google/cadvisor#2905. */
    @Test
    void servesAContainerWhoseStartFollowsTheClock() throws Exception {
        Answer fast = now -> cpu("web", growing(now, 50), now.millis())
                + memory("web", 100 << 20, now.millis())
                + start("web", now.unix(-86_400))
                + node(now);

        try (PlayedKubelet played = turned(fast, NONE)) {
            assertThat(millicores(only(played.pod("web").orElseThrow()))).isEqualTo(100);
            assertThat(played.anomalies).isEmpty();
        }
    }

    /** kubernetes/kubernetes#112918, kubernetes-sigs/metrics-server#1036. */
    @Test
    void withholdsAPodWhoseMemoryIsZeroWhileItUsesCpu() throws Exception {
        Answer fast = now -> cpu("web", growing(now, 50), now.millis())
                + memory("web", 0, now.millis())
                + "pod_memory_working_set_bytes{namespace=\"d\",pod=\"web\"} 20070400 " + now.millis() + "\n"
                + node(now);

        try (PlayedKubelet played = turned(fast, NONE)) {
            assertThat(played.pod("web")).isEmpty();
            assertThat(played.store.withheld().counts()).containsOnly(entry(WithheldReason.ZERO_MEMORY, 1));
            assertThat(played.store.withheld().check()).isInstanceOf(Result.Warned.class);
        }
    }

    /** Close to kubernetes-sigs/metrics-server#1013. */
    @Test
    void servesAPodSteadilyThatOnlyTheSummaryLists() throws Exception {
        Answer full = now -> summary(
                now,
                pod(now, "web", "u", -3_600 - now.seconds(), 50_000_000_000L + now.seconds() * 100_000_000, 100 << 20));

        try (PlayedKubelet played = new PlayedKubelet(ReportedCasesTest::node, full)) {
            for (int round = 0; round < ROUNDS; round++) {
                played.turn();
                assertThat(played.pod("web").isPresent()).isEqualTo(round > 3);
            }
            assertThat(millicores(only(played.pod("web").orElseThrow()))).isEqualTo(100);
        }
    }

    /** prometheus/prometheus#4232 and #11009. */
    @Test
    void exportsACounterThatStandsStillWhicheverFormBringsIt() throws Exception {
        Answer fast = now -> cpu("idle", "4.880713624988668e+07", now.millis())
                + memory("idle", 100 << 20, now.millis())
                + node(now);
        Answer full = now -> summary(now, pod(now, "idle", "u", -9_000_000, 48_807_136_249_886_681L, 100 << 20));

        try (PlayedKubelet played = new PlayedKubelet(fast, full)) {
            for (int round = 0; round < ROUNDS; round++) {
                played.turn();
                assertThat(played.counter("idle")).isEqualTo(48_807_136_249_886_681L);
            }
        }
    }

    /** kubernetes-sigs/metrics-server#1300, kubernetes/kubernetes#101851. */
    @Test
    void showsNothingOfALeapOfACounter() throws Exception {
        Answer fast = now -> cpu("web", growing(now, now.seconds() > 15 ? 350 : 50), now.millis())
                + memory("web", 100 << 20, now.millis())
                + node(now);

        try (PlayedKubelet played = new PlayedKubelet(fast, NONE)) {
            for (int round = 0; round < ROUNDS; round++) {
                played.turn();
                if (round > 0) {
                    assertThat(millicores(only(played.pod("web").orElseThrow())))
                            .isEqualTo(100);
                    assertThat(played.counter("web")).isLessThan(60_000_000_000L);
                }
            }
            assertThat(played.anomalies).containsOnly(entry(Anomaly.IMPLAUSIBLE, 1));
        }
    }

    /** A negative number in a field that cannot be negative. */
    @Test
    void losesOneOddFieldAndNotItsNode() throws Exception {
        Answer full = now -> summary(
                now,
                pod(now, "good", "u", -3_600 - now.seconds(), 50_000_000_000L + now.seconds() * 100_000_000, 100 << 20),
                pod(now, "bad", "v", -3_600 - now.seconds(), 50_000_000_000L + now.seconds() * 100_000_000, 100 << 20)
                        .replace("\"containers\"", "\"ephemeral-storage\":{\"usedBytes\":-4096},\"containers\""));

        try (PlayedKubelet played = turned(NONE, full)) {
            assertThat(millicores(only(played.pod("good").orElseThrow()))).isEqualTo(100);
            assertThat(millicores(only(played.pod("bad").orElseThrow()))).isEqualTo(100);
            assertThat(played.node().orElseThrow().batch().pods())
                    .allSatisfy(
                            pod -> assertThat(pod.detail().ephemeralStorage().usedBytes())
                                    .isEqualTo(Reading.ABSENT));
            assertThat(played.failures).isZero();
            assertThat(played.anomalies).isNotEmpty();
        }
    }

    /** prometheus-operator/prometheus-operator#6548. */
    @Test
    void servesNothingThatAnotherNodesKubeletAnswers() throws Exception {
        Answer full = now -> summary(now, pod(now, "web", "u", -3_600 - now.seconds(), 50_000_000_000L, 100 << 20))
                .replace("\"nodeName\":\"a\"", "\"nodeName\":\"other\"");

        try (PlayedKubelet played = turned(NONE, full)) {
            assertThat(played.node()).isEmpty();
            assertThat(played.failures).isPositive();
        }
    }

    private static PlayedKubelet turned(Answer fast, Answer full) throws Exception {
        PlayedKubelet played = new PlayedKubelet(fast, full);
        for (int round = 0; round < ROUNDS; round++) {
            played.turn();
        }
        return played;
    }

    private static ContainerUsage only(PodUsage pod) {
        assertThat(pod.containers()).hasSize(1);
        return pod.containers().get(0);
    }

    private static long millicores(ContainerUsage container) {
        return Math.round(container.usage().cpuNanoCores() / 1e6);
    }

    private static String growing(Now now, long first) {
        return String.format(Locale.ROOT, "%.1f", first + now.seconds() * 0.1);
    }

    private static String cpu(String pod, String value, long millis) {
        return line("container_cpu_usage_seconds_total", pod, value) + " " + millis + "\n";
    }

    private static String memory(String pod, long bytes, long millis) {
        return line("container_memory_working_set_bytes", pod, Long.toString(bytes)) + " " + millis + "\n";
    }

    private static String start(String pod, double seconds) {
        return line("container_start_time_seconds", pod, Double.toString(seconds)) + "\n";
    }

    private static String line(String family, String pod, String value) {
        return family + "{container=\"c\",namespace=\"d\",pod=\"" + pod + "\"} " + value;
    }

    private static String node(Now now) {
        return "node_cpu_usage_seconds_total " + (1_000 + now.seconds()) + " " + now.millis()
                + "\nnode_memory_working_set_bytes 4294967296 " + now.millis() + "\n";
    }

    private static String summary(Now now, String... pods) {
        return "{\"node\":{\"nodeName\":\"a\"," + usage(now, (1_000 + now.seconds()) * 1_000_000_000L, 4L << 30)
                + "},\"pods\":[" + String.join(",", pods) + "]}";
    }

    private static String pod(Now now, String name, String uid, long start, long coreNanoSeconds, long bytes) {
        return "{\"podRef\":{\"name\":\"" + name + "\",\"namespace\":\"d\",\"uid\":\"" + uid + "\"},\"startTime\":\""
                + now.iso(start) + "\",\"containers\":[{\"name\":\"c\",\"startTime\":\"" + now.iso(start) + "\","
                + usage(now, coreNanoSeconds, bytes) + "}]}";
    }

    private static String usage(Now now, long coreNanoSeconds, long bytes) {
        return "\"cpu\":{\"time\":\"" + now.iso(0) + "\",\"usageCoreNanoSeconds\":" + coreNanoSeconds
                + "},\"memory\":{\"time\":\"" + now.iso(0) + "\",\"workingSetBytes\":" + bytes + "}";
    }
}
