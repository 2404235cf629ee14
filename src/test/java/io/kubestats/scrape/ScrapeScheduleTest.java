package io.kubestats.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.model.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScrapeScheduleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FAST = 15 * SECOND;
    private static final long FULL = 60 * SECOND;
    private static final int BUCKETS = 16;

    /** The 99.99 % quantile of the chi-square distribution with 15 degrees of freedom, for tests of uniformity. */
    private static final double UNEVEN = 44;

    private final ScrapeSchedule schedule = new ScrapeSchedule(ScrapeConfig.defaults());

    @Test
    void placesOfThousandNumberedNodesAreFlatInBothLanes() {
        List<String> nodes = new ArrayList<>(PoolBench.names(1000));
        PoolBench.names(1000)
                .forEach(node -> nodes.add("ip-10-0-" + node.substring(5) + ".eu-central-1.compute.internal"));

        double fast = chiSquare(nodes, node -> schedule.place(node, 1000).fastOffset(), FAST);
        double full = chiSquare(nodes, node -> schedule.place(node, 1000).fullOffset(), FULL);
        double first = chiSquare(nodes, node -> schedule.firstDelay(node, 1000), 2 * SECOND);

        assertThat(List.of(fast, full, first))
                .allSatisfy(spread -> assertThat(spread).isLessThan(UNEVEN));
    }

    @Test
    void fullScrapesOfOneFastOffsetAreFlatToo() {
        List<String> close = PoolBench.names(20_000).stream()
                .filter(node -> schedule.place(node, 1000).fastOffset() == 0)
                .toList();

        double full = chiSquare(close, node -> schedule.place(node, 1000).fullOffset(), FULL);

        assertThat(close).hasSizeGreaterThan(1000);
        assertThat(full).isLessThan(UNEVEN);
    }

    @Test
    void placeOfNameIsTheSameForEver() {
        ScrapeSchedule.Place place = schedule.place("worker-1.example.org", 1000);

        assertThat(place).isEqualTo(new ScrapeSchedule.Place(FAST, FULL, 14_062_500_000L, 45_262_398_512L));
    }

    @Test
    void nodesAreAskedInGroupsOfSomeThirtyToSixty() {
        for (int targets : new int[] {64, 100, 500, 1000, 5000, 10_000}) {
            Map<Long, Long> groups = PoolBench.names(targets).stream()
                    .collect(Collectors.groupingBy(
                            node -> schedule.place(node, targets).fastOffset(), Collectors.counting()));

            assertThat((double) targets / groups.size()).isBetween(32.0, 64.0);
        }
    }

    @Test
    void aSmallClustersNodesAreAskedTogether() {
        assertThat(PoolBench.names(30))
                .allSatisfy(node ->
                        assertThat(schedule.place(node, 30).fastOffset()).isZero());
    }

    @Property(tries = 300)
    void placesOfOtherNumbersOfTargetsAreOfOneGrid(
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String node,
            @ForAll @IntRange(min = 1, max = 20_000) int few,
            @ForAll @IntRange(min = 0, max = 20_000) int more) {
        long coarse = schedule.place(node, few).fastOffset();
        long fine = schedule.place(node, few + more).fastOffset();

        assertThat(fine - coarse).isBetween(0L, 1 + FAST / Integer.highestOneBit(Math.max(1, few / 32)));
    }

    @Test
    void loneNodeIsAskedAtOnceAndManyWithinTwoSeconds() {
        List<String> nodes = PoolBench.names(1000);

        long lone = schedule.firstDelay("node-1", 1);
        long ofHundred = nodes.stream()
                .mapToLong(node -> schedule.firstDelay(node, 100))
                .max()
                .orElseThrow();
        long ofThousands = nodes.stream()
                .mapToLong(node -> schedule.firstDelay(node, 100_000))
                .max()
                .orElseThrow();

        assertThat(lone).isLessThan(SECOND / 500);
        assertThat(ofHundred).isLessThan(SECOND / 5);
        assertThat(ofThousands).isBetween(FAST / 2, FAST);
    }

    @Property(tries = 500)
    void slotAfterIsTheNextPointOfTheGrid(
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String node,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long time) {
        ScrapeSchedule.Place place = schedule.place(node, 1000);

        long slot = place.slotAfter(time);

        assertThat(slot).isGreaterThan(time).isLessThanOrEqualTo(time + FAST);
        assertThat(Math.floorMod(slot, FAST)).isEqualTo(place.fastOffset());
        assertThat(place.slotUpTo(slot)).isEqualTo(slot);
        assertThat(place.slotUpTo(slot - 1)).isEqualTo(slot - FAST);
    }

    @Property(tries = 300)
    void everyFullPeriodIsServedByExactlyOneSlot(
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String node,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long start,
            @ForAll @IntRange(min = 1, max = 60) int fastSeconds,
            @ForAll @IntRange(min = 0, max = 300) int extraSeconds) {
        long fast = fastSeconds * SECOND;
        long full = fast + extraSeconds * SECOND;
        ScrapeSchedule.Place place = placeIn(fast, full, node);

        long slots = 10 * full / fast + 1;
        long fullSlots = 0;
        long slot = place.slotAfter(start);
        for (long i = 0; i < slots; i++, slot += fast) {
            fullSlots += place.lane(slot - fast, slot) == Lane.FULL ? 1 : 0;
        }

        assertThat(fullSlots).isBetween(10L, 11L);
    }

    @Property(tries = 200)
    void slotThatServesMissedOnesIsFullIfAnyOfThemWas(
            @ForAll @AlphaChars @StringLength(min = 1, max = 30) String node,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 4) long start,
            @ForAll @IntRange(min = 1, max = 12) int missed) {
        ScrapeSchedule.Place place = schedule.place(node, 1000);
        long before = place.slotAfter(start);

        boolean anyFull = false;
        for (int i = 1; i <= missed; i++) {
            anyFull |= place.lane(before + (i - 1) * FAST, before + i * FAST) == Lane.FULL;
        }

        assertThat(place.lane(before, before + missed * FAST)).isEqualTo(anyFull ? Lane.FULL : Lane.FAST);
    }

    private static ScrapeSchedule.Place placeIn(long fast, long full, String node) {
        ScrapeConfig standard = ScrapeConfig.defaults();
        return new ScrapeSchedule(new ScrapeConfig(
                        Duration.ofNanos(fast),
                        Duration.ofNanos(full),
                        standard.timeout(),
                        standard.concurrency(),
                        standard.maxSampleAge()))
                .place(node, 1000);
    }

    private static double chiSquare(List<String> nodes, ToLongFunction<String> offset, long period) {
        int[] buckets = new int[BUCKETS];
        nodes.forEach(node -> buckets[(int) (offset.applyAsLong(node) * BUCKETS / period)]++);
        double expected = (double) nodes.size() / BUCKETS;
        double sum = 0;
        for (int bucket : buckets) {
            sum += (bucket - expected) * (bucket - expected) / expected;
        }
        return sum;
    }
}
