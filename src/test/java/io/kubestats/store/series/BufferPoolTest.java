package io.kubestats.store.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reuse of arrays. */
final class BufferPoolTest {
    private static final int STEP = 256;
    private static final int MOST = 10_000;

    private final BufferPool<byte[]> recycled = new BufferPool<>(STEP, MOST, byte[]::new, array -> array.length);

    @Test
    void fitsWhatIsAskedForThoughLengthsDiffer() {
        for (int answer = 1; answer < 5_000; answer++) {
            int length = answer * 7 % 5_000 + 1;
            byte[] taken = recycled.take(length);
            assertThat(taken.length).isBetween(length, length + 3 * STEP - 1);
            replace(taken);
        }
    }

    @Test
    void isGivenOutAfterTwoTurnsAndNotBefore() {
        byte[] array = recycled.take(1);

        recycled.replace(array);
        assertThat(recycled.take(1)).isNotSameAs(array);
        recycled.publish();
        assertThat(recycled.take(1)).isNotSameAs(array);
        recycled.turn();
        assertThat(recycled.take(1)).isNotSameAs(array);
        recycled.turn();

        assertThat(recycled.take(1)).isSameAs(array);
        assertThat(recycled.take(1)).isNotSameAs(array);
    }

    @Test
    void makesNoneWhileOneIsALittleLongerThanItMustBe() {
        byte[] longer = recycled.take(3 * STEP);
        replace(longer);

        assertThat(recycled.take(1)).isSameAs(longer);
        replace(longer);
        byte[] tooLong = recycled.take(4 * STEP);
        assertThat(tooLong).isNotSameAs(longer);
        assertThat(recycled.take(1)).isSameAs(longer);
        replace(tooLong);
        assertThat(recycled.take(1)).isNotSameAs(tooLong);
    }

    @Test
    void leavesArraysAloneThatItHasNotMade() {
        byte[] exact = new byte[1_000];
        replace(exact);
        replace(new byte[0]);

        assertThat(recycled.take(1_000)).isNotSameAs(exact);
        assertThat(recycled.take(0)).isEmpty();
    }

    @Test
    void keepsNoMoreThanItMay() {
        byte[] first = recycled.take(1);
        replace(first);
        for (int i = 0; i < 2 * MOST / STEP; i++) {
            recycled.replace(new byte[STEP]);
        }
        recycled.publish();

        assertThat(recycled.take(1)).isNotSameAs(first);
    }

    private void replace(byte[] array) {
        recycled.replace(array);
        recycled.publish();
        recycled.turn();
        recycled.turn();
    }
}
