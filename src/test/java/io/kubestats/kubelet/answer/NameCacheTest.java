package io.kubestats.kubelet.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameCacheTest {
    private static final long MANY_BYTES = 1L << 30;

    @Test
    void givesTheSameStringForTheSameBytes() {
        NameCache cache = new NameCache(64, 64, MANY_BYTES);

        String first = get(cache, "kube-system");

        assertThat(first).isEqualTo("kube-system").isSameAs(get(cache, "kube-system"));
        assertThat(get(cache, "")).isEmpty();
    }

    @Test
    void givesTheNamesOfAPodFromTheApiServerAndFromItsKubeletAsOneString() {
        String fromApiServer = NameCache.shared(new String("web-7d4b9c-x7k2p".toCharArray()));

        String fromKubelet = get(NameCache.SHARED, "web-7d4b9c-x7k2p");
        assertThat(fromKubelet).isEqualTo("web-7d4b9c-x7k2p").isSameAs(fromApiServer);
        assertThat(NameCache.shared(new String("web-7d4b9c-x7k2p".toCharArray())))
                .isSameAs(fromApiServer);
    }

    @Test
    void losesFewNamesWithHalfOfItsSlotsTaken() {
        NameCache cache = new NameCache(2_048, 2_048, MANY_BYTES);
        List<String> before = all(cache, 1_000);

        List<String> after = all(cache, 1_000);

        int lost = 0;
        for (int i = 0; i < 1_000; i++) {
            lost += isSame(before.get(i), after.get(i)) ? 0 : 1;
        }
        assertThat(lost).isLessThan(30);
    }

    @Test
    void growsUntilNamesThatComeAgainAndAgainAreKept() {
        NameCache cache = new NameCache(64, 4_096, MANY_BYTES);

        for (int scrape = 0; scrape < 20; scrape++) {
            all(cache, 1_000);
        }

        List<String> before = all(cache, 1_000);
        List<String> after = all(cache, 1_000);
        int kept = 0;
        for (int i = 0; i < 1_000; i++) {
            assertThat(after.get(i)).isEqualTo("pod-" + i);
            kept += isSame(before.get(i), after.get(i)) ? 1 : 0;
        }
        assertThat(kept).isGreaterThan(900);
        assertThat(cache.size()).isBetween(1_024, 4_096);
    }

    @Test
    void namesThatComeOnceInAWhileDoNotMakeItGrow() {
        NameCache cache = new NameCache(4_096, 65_536, MANY_BYTES);

        for (int i = 0; i < 10_000; i++) {
            if (i % 4 == 0) {
                all(cache, 1_600);
            }
            get(cache, "new-" + i);
        }

        assertThat(cache.size()).isEqualTo(4_096);
    }

    @Test
    void neverGrowsBeyondItsBound() {
        NameCache cache = new NameCache(64, 128, MANY_BYTES);

        for (int i = 0; i < 100_000; i++) {
            assertThat(get(cache, "name-" + i)).isEqualTo("name-" + i);
        }

        assertThat(cache.size()).isEqualTo(128);
    }

    private static List<String> all(NameCache cache, int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(get(cache, "pod-" + i));
        }
        return names;
    }

    private static String get(NameCache cache, String name) {
        byte[] padded = ("<" + name + ">").getBytes(StandardCharsets.US_ASCII);
        return cache.get(padded, 1, padded.length - 1);
    }

    @SuppressWarnings("ReferenceEquality") // The test checks identity.
    private static boolean isSame(String one, String other) {
        return one == other;
    }
}
