package io.kubestats.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

class OldGenTrimmerTest {
    private static final int MIB = 1 << 20;
    private static final Duration LATER = Duration.ofSeconds(205);
    private static final Duration SOON = Duration.ofSeconds(204);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void collectsTheOldGenerationLongBeforeTheHeapIsFull() throws Exception {
        Optional<MemoryPoolMXBean> old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Tenured Gen"))
                .findFirst();
        assumeTrue(old.isPresent(), "needs the serial collector");
        List<String> causes = new CopyOnWriteArrayList<>();
        NotificationListener listener = (notification, unused) ->
                causes.add(GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                        .getGcCause());
        List<byte[]> held = new ArrayList<>();
        collectors().forEach(collector -> collector.addNotificationListener(listener, null, null));

        try (OldGenTrimmer keeper =
                OldGenTrimmer.start(() -> nanos.addAndGet(Duration.ofHours(1).toNanos()))) {
            long threshold = old.get().getUsageThreshold();
            while (causes.stream().noneMatch("System.gc()"::equals)
                    && old.get().getUsage().getUsed() < threshold + 64 * MIB) {
                held.add(new byte[MIB]); // Retained, so that it is promoted to the old generation.
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> causes.contains("System.gc()"));
            assertThat(held).isNotEmpty();
            assertThat(keeper).isNotNull();
        } finally {
            for (NotificationEmitter collector : collectors()) {
                collector.removeNotificationListener(listener);
            }
        }
        assertThat(old.get().getUsageThreshold()).as("once it is closed").isZero();
    }

    @Test
    void allowsAnEighthAsMuchGarbageAsThereIsUse() {
        assertThat(OldGenTrimmer.step(120 * MIB)).isEqualTo(15 * MIB);
    }

    @Test
    void doesNotCollectASmallHeapAgainAndAgain() {
        assertThat(OldGenTrimmer.step(2 * MIB)).isEqualTo(2 * MIB);
    }

    @Test
    void looksForGarbageTwoSecondsLaterForEachMegabyteLeftOrWhenUseHasGrownByHalf() {
        assertThat(OldGenTrimmer.isDue(149 * MIB, 100 * MIB, SOON, MINUTE)).isFalse();
        assertThat(OldGenTrimmer.isDue(150 * MIB, 100 * MIB, SOON, MINUTE)).isTrue();
        assertThat(OldGenTrimmer.isDue(125 * MIB, 100 * MIB, LATER, MINUTE)).isTrue();
    }

    @Test
    void waitsInTheFirstMinuteUntilThreeTimesAsMuchIsInUse() {
        Duration young = MINUTE.minusMillis(1);
        assertThat(OldGenTrimmer.isDue(299 * MIB, 100 * MIB, young, young)).isFalse();
        assertThat(OldGenTrimmer.isDue(300 * MIB, 100 * MIB, young, young)).isTrue();
        assertThat(OldGenTrimmer.isDue(35 * MIB, 20 * MIB, young, young)).isTrue();
    }

    @Test
    void looksAgainTwoMegabytesLaterWhereItIsTooSoon() {
        FakePool pool = new FakePool(120 * MIB);
        try (OldGenTrimmer keeper = OldGenTrimmer.start(List.of(pool.bean()), nanos::get)) {
            assertThat(pool.threshold).isEqualTo(135 * MIB);
            pool.used = 150 * MIB;
            nanos.addAndGet(SOON.toNanos());

            keeper.handleNotification(new Notification("", pool, 0), pool);

            assertThat(pool.threshold).isEqualTo(152 * MIB);
        }
    }

    @Test
    void leavesTheBoundOfTheHeapToTheJvm() {
        assertThat(OldGenTrimmer.threshold(125 * MIB, 120 * MIB)).isEqualTo(120 * MIB);
        assertThat(OldGenTrimmer.threshold(125 * MIB, -1)).isEqualTo(125 * MIB);
    }

    /** A memory pool whose usage always exceeds its threshold. */
    private static final class FakePool {
        private long used;
        private long threshold;

        FakePool(long used) {
            this.used = used;
        }

        MemoryPoolMXBean bean() {
            return (MemoryPoolMXBean) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {MemoryPoolMXBean.class},
                    (bean, method, arguments) -> switch (method.getName()) {
                        case "isUsageThresholdExceeded" -> true;
                        case "getUsage" -> new MemoryUsage(0, used, used, -1);
                        case "setUsageThreshold" -> {
                            threshold = (long) arguments[0];
                            yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }
    }

    private static List<NotificationEmitter> collectors() {
        List<NotificationEmitter> emitters = new ArrayList<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            emitters.add((NotificationEmitter) collector);
        }
        return emitters;
    }
}
