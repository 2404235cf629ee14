package io.kubestats.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kubestats.demo.DemoTime;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LoadTest {
    private static final double ONE_NANOSECOND = 1e-9;

    @Property(tries = 300)
    void totalIsTheIntegralOfTheLevel(
            @ForAll LoadProfile profile,
            @ForAll long seed,
            @ForAll @IntRange(min = -2_000_000, max = 2_000_000) int from,
            @ForAll @IntRange(min = 1, max = 400) int seconds) {
        Load load = load(profile, seed);
        long start = DemoTime.START + from;

        double total = load.total(start + seconds) - load.total(start);

        // The trapezoidal rule is exact except for the curvature; bursts begin on whole seconds.
        double sum = 0;
        for (int i = 0; i < seconds; i++) {
            double next = profile == LoadProfile.SPIKY ? load.level(start + i) : load.level(start + i + 1);
            sum += (load.level(start + i) + next) / 2;
        }
        assertThat(total).isCloseTo(sum, within(0.002 * seconds * load.peak()));
    }

    @Property(tries = 300)
    void neverFallsBelowZeroNorPassesItsPeak(
            @ForAll LoadProfile profile,
            @ForAll long seed,
            @ForAll @IntRange(min = -2_000_000, max = 2_000_000) int at) {
        Load load = load(profile, seed);

        double level = load.level(DemoTime.START + at);

        assertThat(level).isBetween(0.0, load.peak() + ONE_NANOSECOND);
    }

    @Example
    void burstsAddUp() {
        Load load = new BurstLoad(100, 1, 10, 60, 15);

        double total = load.total(100 + 60 * 3 + 5) - load.total(100);

        assertThat(total).isEqualTo(185 + 10 * (45 + 5));
        assertThat(load.level(114)).isEqualTo(11);
        assertThat(load.level(115)).isEqualTo(1);
        assertThat(load.level(99)).isEqualTo(1);
    }

    @Example
    void refusesWavesThatWouldFallBelowZero() {
        List<WaveLoad.Wave> tooWide = List.of(new WaveLoad.Wave(0.7, 10, 0), new WaveLoad.Wave(0.4, 20, 0));

        assertThatThrownBy(() -> new WaveLoad(0, 1, tooWide)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Load load(LoadProfile profile, long seed) {
        return profile.cpu(0.4, DemoTime.START, new SplittableRandom(seed));
    }
}
