package io.kubestats.store;

import static io.kubestats.store.StoreFixture.MEMORY;
import static io.kubestats.store.StoreFixture.at;
import static io.kubestats.store.StoreFixture.millicores;
import static io.kubestats.store.StoreFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kubestats.model.Anomaly;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.PodUsage;
import io.kubestats.store.series.WithheldReason;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The derivation of usage from samples of one container. */
class RateStoryTest {
    private static final long MILLICORE = 1_000_000;

    private final StoreFixture given = new StoreFixture();

    @Test
    void servesFirstSampleAtOnceFromTheKubeletsOwnRate() {
        Reading first = sample(0, 50).rate(250 * MILLICORE);

        given.acceptApp(1, first);

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(250 * MILLICORE, MEMORY, at(0).toEpochMilli(), 10_000));
    }

    @Test
    void takesTheRateBetweenTwoSamplesByTheirOwnTimes() {
        given.acceptApp(1, sample(0, 50).rate(999 * MILLICORE));

        given.acceptApp(17, sample(16, 58).rate(999 * MILLICORE));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(500 * MILLICORE, MEMORY, at(16).toEpochMilli(), 16_000));
    }

    @Test
    void averagesSinceTheStartWhereTheKubeletTellsNoRateOfAYoungContainer() {
        Reading young = sample(0, 6).startedAt(at(-24));

        given.acceptApp(0, young);

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(250 * MILLICORE, MEMORY, at(0).toEpochMilli(), 24_000));
    }

    @Test
    void waitsForASecondSampleWhereTheKubeletTellsNoRateOfAnOldContainer() {
        given.acceptApp(0, sample(0, 6).startedAt(at(-120)));
        assertThat(given.podsOf("n1")).isEmpty();

        given.acceptApp(15, sample(15, 9).startedAt(at(-120)));

        assertThat(millicores(given.appUsage())).isEqualTo(200);
    }

    @Test
    void waitsForASecondSampleOfAContainerThatHasHardlyLived() {
        given.acceptApp(0, sample(0, 0.1).startedAt(at(-0.9)));

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void addsToTheWindowWhereAFullAnswerFollowsAFastOneClosely() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15, 16));

        given.acceptApp(17, sample(17, 16));

        assertThat(given.appUsage().windowMillis()).isEqualTo(17_000);
        assertThat(millicores(given.appUsage())).isEqualTo(15_000 / 17);
    }

    @Test
    void takesTheRateOverTheNewestWindowAgainAfterThat() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15, 16));
        given.acceptApp(17, sample(17, 16));

        given.acceptApp(30, sample(30, 16));

        assertThat(given.appUsage().windowMillis()).isEqualTo(15_000);
        assertThat(millicores(given.appUsage())).isZero();
    }

    @Test
    void keepsWindowsShortWhenEverySampleComesCloselyAfterTheOneBefore() {
        for (int second = 0; second <= 300; second += 3) {
            given.acceptApp(second, sample(second, second + 1));
        }

        assertThat(given.appUsage().windowMillis()).isBetween(7_500L, 30_000L);
        assertThat(given.appUsage().timestampMillis()).isEqualTo(at(300).toEpochMilli());
    }

    @Test
    void servesTheKubeletsRateUntilTwoSamplesAreFarEnoughApart() {
        given.acceptApp(0, sample(0, 10).rate(MILLICORE));

        given.acceptApp(2, sample(2, 14).rate(2 * MILLICORE));

        assertThat(given.appUsage()).isEqualTo(new ResourceUsage(2 * MILLICORE, MEMORY, at(2).toEpochMilli(), 10_000));
    }

    @Test
    void keepsTheUsageWhenTheKubeletRepeatsItsSample() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15, 3));
        PodUsage before = given.web();

        given.acceptApp(30, sample(15, 3.5));

        assertThat(given.web()).isEqualTo(before);
    }

    @Test
    void doesNotLetARepeatedSampleTakeTheCounterBack() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15, 16));
        given.acceptApp(16, sample(15, 10));
        long told = given.store
                .view()
                .node("n1")
                .orElseThrow()
                .batch()
                .pods()
                .get(0)
                .containers()
                .get(0)
                .usage()
                .cpu()
                .usageCoreNanoSeconds();

        given.acceptApp(30, sample(30, 12).rate(MILLICORE));

        assertThat(told).isEqualTo(16 * Samples.CORE_SECOND);
        assertThat(given.anomalies(Anomaly.COUNTER_RESET)).isEqualTo(1);
    }

    @Test
    void takesMillisecondsOfTheSameSecondForTheSameSample() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15.742, 3));
        PodUsage before = given.web();

        given.acceptApp(16, sample(15, 3));

        assertThat(given.web()).isEqualTo(before);
        assertThat(given.anomalies(Anomaly.OUT_OF_ORDER)).isZero();
    }

    @Test
    void keepsTheUsageWhenAnOlderSampleComesAndCountsIt() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15, 3));
        PodUsage before = given.web();

        given.acceptApp(16, sample(10, 2));

        assertThat(given.web()).isEqualTo(before);
        assertThat(given.anomalies(Anomaly.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void beginsAnewWhenTheKubeletsClockWasSetBack() {
        given.acceptApp(0, sample(3_600, 1));
        given.acceptApp(15, sample(3_615, 4).rate(MILLICORE));
        given.acceptApp(30, sample(30, 7));

        given.acceptApp(45, sample(45, 10));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(200 * MILLICORE, MEMORY, at(45).toEpochMilli(), 15_000));
    }

    @Test
    void usesSamplesFromTheFutureAndCountsThem() {
        given.acceptApp(0, sample(61, 1));

        given.acceptApp(15, sample(76, 4));

        assertThat(millicores(given.appUsage())).isEqualTo(200);
        assertThat(given.anomalies(Anomaly.FUTURE_SAMPLE)).isEqualTo(2);
    }

    @Test
    void beginsAnewAtARestart() {
        given.acceptApp(0, sample(0, 100));
        given.acceptApp(15, sample(15, 115));

        given.acceptApp(30, sample(30, 120).startedAt(at(20)).rate(5 * MILLICORE));

        assertThat(given.appUsage().cpuNanoCores()).isEqualTo(5 * MILLICORE);
        assertThat(given.anomalies).isEmpty();
    }

    @Test
    void takesStartTimesOfTwoFormsOfAnswerForTheSame() {
        given.acceptApp(0, sample(0, 1).startedAt(at(-3_600)));

        given.acceptApp(15, sample(15, 4).startedAt(at(-3_599.092)));

        assertThat(given.appUsage().windowMillis()).isEqualTo(15_000);
    }

    @Test
    void beginsAnewWhenTheCounterFalls() {
        given.acceptApp(0, sample(0, 100));
        given.acceptApp(15, sample(15, 115));

        given.acceptApp(30, sample(30, 2).rate(7 * MILLICORE));

        assertThat(given.appUsage()).isEqualTo(new ResourceUsage(7 * MILLICORE, MEMORY, at(30).toEpochMilli(), 10_000));
        assertThat(given.anomalies(Anomaly.COUNTER_RESET)).isEqualTo(1);
    }

    @Test
    void keepsTheLastUsageAfterAFallUntilThereIsASecondSample() {
        given.acceptApp(0, sample(0, 100));
        given.acceptApp(15, sample(15, 115));
        ResourceUsage before = given.appUsage();

        given.acceptApp(30, sample(30, 2));
        ResourceUsage atTheFall = given.appUsage();
        given.acceptApp(45, sample(45, 5));

        assertThat(atTheFall).isEqualTo(before);
        assertThat(millicores(given.appUsage())).isEqualTo(200);
    }

    @Test
    void noticesAFallThatEndsAboveTheSampleThatTheRateWasTakenFrom() {
        given.acceptApp(0, sample(0, 1));
        given.acceptApp(15, sample(15, 16));

        given.acceptApp(17, sample(17, 10).rate(7 * MILLICORE));

        assertThat(given.appUsage().cpuNanoCores()).isEqualTo(7 * MILLICORE);
        assertThat(given.anomalies(Anomaly.COUNTER_RESET)).isEqualTo(1);
    }

    @Test
    void servesNoRateThatNoMachineHas() {
        given.acceptApp(0, sample(0, 100));
        given.acceptApp(15, sample(15, 115));
        ResourceUsage before = given.appUsage();

        given.acceptApp(30, sample(30, 15 * 5_000));

        assertThat(given.appUsage()).isEqualTo(before);
        assertThat(given.anomalies(Anomaly.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void takesAKubeletsRateThatNoMachineHasForAbsent() {
        given.acceptApp(0, sample(0, 100).rate(5_000 * Samples.CORE_SECOND));

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.anomalies(Anomaly.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void takesAZeroCounterAfterAPositiveOneForNotTold() {
        given.acceptApp(0, sample(0, 100));
        given.acceptApp(15, sample(15, 115));
        given.acceptApp(30, sample(30, 0));
        assertThat(given.anomalies(Anomaly.ZERO_USAGE)).isEqualTo(1);

        given.acceptApp(45, sample(45, 121));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(200 * MILLICORE, MEMORY, at(45).toEpochMilli(), 30_000));
    }

    @Test
    void measuresNothingFromAFirstZeroThatMayHaveStoodForNotTold() {
        given.acceptApp(0, sample(0, 0).rate(0));

        given.acceptApp(15, sample(15, 5_000).rate(3 * MILLICORE));

        assertThat(given.appUsage().cpuNanoCores()).isEqualTo(3 * MILLICORE);
    }

    @Test
    void servesTheKubeletsRateAfterAnOutageLongerThanTheAgeLimit() {
        given.acceptApp(0, sample(0, 100).rate(0));

        given.acceptApp(600, sample(600, 160).rate(900 * MILLICORE));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(900 * MILLICORE, MEMORY, at(600).toEpochMilli(), 10_000));
    }

    @Test
    void servesTheRateAcrossAShortGap() {
        given.acceptApp(0, sample(0, 100));

        given.acceptApp(45, sample(45, 109).rate(900 * MILLICORE));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(200 * MILLICORE, MEMORY, at(45).toEpochMilli(), 45_000));
    }

    @Test
    void carriesMemoryThatWasToldAsZeroAndCountsIt() {
        given.acceptApp(0, sample(0, 100));

        given.acceptApp(15, sample(15, 103).memory(0));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(200 * MILLICORE, MEMORY, at(15).toEpochMilli(), 15_000));
        assertThat(given.anomalies(Anomaly.ZERO_USAGE)).isEqualTo(1);
    }

    @Test
    void withholdsAPodWhoseMemoryIsReportedAsZeroOnceTheLastReadingIsTooOld() {
        given.acceptApp(0, sample(0, 100).rate(1));
        for (int second = 15; second <= 135; second += 15) {
            given.acceptApp(second, sample(second, 100 + second).memory(0));
        }

        assertThat(given.podsOf("n1")).isEmpty();
        assertThat(given.store.withheld().counts()).containsOnly(entry(WithheldReason.ZERO_MEMORY, 1));
    }

    @Test
    void doesNotServeAContainerWhoseMemoryWasNeverTold() {
        Reading noMemory = Samples.reading(at(0)).cpu(Samples.CORE_SECOND).rate(MILLICORE);

        given.acceptApp(0, noMemory);

        assertThat(given.podsOf("n1")).isEmpty();
    }

    @Test
    void decidesForTheNodeByItsCounterAloneSinceItsStartTimeDiffersBetweenAnswers() {
        given.accept(0, Samples.full("n1", sample(0, 1_000).startedAt(at(-100_000))));
        given.accept(15, Samples.fast("n1", sample(15, 1_030).startedAt(at(-200))));

        given.accept(30, Samples.full("n1", sample(30, 1_060).startedAt(at(-100_000))));

        assertThat(given.store.view().node("n1").orElseThrow().usage())
                .contains(new ResourceUsage(2_000 * MILLICORE, MEMORY, at(30).toEpochMilli(), 15_000));
    }

    @Test
    void waitsForASecondSampleOfANodeWhoseKubeletHasNotMeasuredYet() {
        given.accept(0, Samples.fast("n1", sample(0, 1_000).rate(0)));
        assertThat(given.store.view().node("n1").orElseThrow().usage()).isEmpty();

        given.accept(15, Samples.fast("n1", sample(15, 1_030).rate(0)));

        assertThat(millicores(
                        given.store.view().node("n1").orElseThrow().usage().orElseThrow()))
                .isEqualTo(2_000);
    }

    @Test
    void servesAnIdleContainersRateOfZeroAtOnce() {
        given.acceptApp(0, sample(0, 6).rate(0).startedAt(at(-1_000)));

        assertThat(millicores(given.appUsage())).isZero();
    }

    @Test
    void ratesThePlainResourceAnswersToo() {
        given.accept(0, resource(0, 100));

        given.accept(15, resource(15.2, 103.04));

        assertThat(given.appUsage())
                .isEqualTo(new ResourceUsage(200 * MILLICORE, MEMORY, at(15.2).toEpochMilli(), 15_200));
    }

    private static NodeBatch resource(double seconds, double coreSeconds) {
        return Samples.batch(
                AnswerForm.RESOURCE_METRICS,
                "n1",
                sample(seconds, coreSeconds),
                Samples.withUid(Samples.pod("ns", "web", Samples.container("app", sample(seconds, coreSeconds))), ""));
    }

    @Test
    void servesANodeWhoseClockIsAnHourOff() {
        given.acceptApp(0, sample(-3_600, 1));
        given.acceptApp(15, sample(-3_585, 4));

        given.clock.advance(Duration.ofSeconds(59));

        assertThat(millicores(given.appUsage())).isEqualTo(200);
    }
}
