package io.kubestats.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RampLoadTest {
    private final Load ramp = new RampLoad(100, 10, 20);

    @Test
    void isNothingThenGrowsEvenlyThenStays() {
        assertThat(ramp.level(0)).isZero();
        assertThat(ramp.level(100)).isZero();
        assertThat(ramp.level(105)).isEqualTo(10);
        assertThat(ramp.level(110)).isEqualTo(20);
        assertThat(ramp.level(5000)).isEqualTo(ramp.peak());
    }

    @Test
    void totalsWhatItsLevelsComeTo() {
        double sum = 0;
        for (long second = 90; second < 130; second++) {
            sum += (ramp.level(second) + ramp.level(second + 1)) / 2;
        }

        assertThat(ramp.total(130) - ramp.total(90)).isCloseTo(sum, within(1e-9));
    }

    @Test
    void addsToAnotherLoad() {
        Load sum = new SummedLoad(ramp, new RampLoad(0, 1, 3));

        assertThat(sum.level(105)).isEqualTo(13);
        assertThat(sum.peak()).isEqualTo(23);
        assertThat(sum.total(110) - sum.total(100)).isEqualTo(130);
    }

    @Test
    void onlyGoesUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RampLoad(0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RampLoad(0, 1, -1));
    }
}
