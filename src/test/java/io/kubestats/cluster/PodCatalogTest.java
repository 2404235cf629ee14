package io.kubestats.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PodCatalogTest {
    private static final String[] SELECTORS = {
        "app=a1",
        "app in (a1,a2)",
        "app in (a1,a1,none)",
        "app=a1,tier=t0",
        "tier!=t0",
        "app",
        "!tier",
        "app=none",
        "tier=t0,app notin (a2)",
        "app==a2,number>3",
        "none in (x)",
        "app=t0",
    };

    @Test
    void listsPodsByNamespaceAndName() {
        PodCatalog catalog = PodCatalog.of(List.of(pod("b", "x"), pod("a", "z"), pod("b", "w"), pod("a-b", "y")));

        assertThat(catalog.pods(LabelSelector.everything()))
                .extracting(pod -> pod.namespace() + "/" + pod.name())
                .containsExactly("a/z", "a-b/y", "b/w", "b/x");
        assertThat(catalog.pods("b", LabelSelector.everything()))
                .extracting(PodMeta::name)
                .containsExactly("w", "x");
        assertThat(catalog.pods("none", LabelSelector.everything())).isEmpty();
    }

    @Test
    void findsPodsByName() {
        List<PodMeta> pods = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pods.add(pod("shop", "web-" + i));
        }
        PodCatalog catalog = PodCatalog.of(pods);

        for (PodMeta pod : pods) {
            assertThat(catalog.pod("shop", pod.name())).contains(pod);
        }
        assertThat(catalog.pod("shop", "web-100")).isEmpty();
        assertThat(catalog.pod("other", "web-1")).isEmpty();
    }

    @Test
    void canBeEmpty() {
        PodCatalog catalog = PodCatalog.of(List.of());

        assertThat(catalog.pods(LabelSelector.everything())).isEmpty();
        assertThat(catalog.pod("a", "b")).isEmpty();
    }

    @Property(tries = 60)
    void findsByLabelWhatAScanFinds(
            @ForAll @IntRange(max = 200) int size, @ForAll @IntRange(min = 1, max = 7) int kinds)
            throws SelectorSyntaxException {
        List<PodMeta> pods = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, String> labels = i % 5 == 4
                    ? Map.of("number", "" + i)
                    : Map.of("app", "a" + i % kinds, "tier", "t" + i % 2, "number", "" + i);
            pods.add(new PodMeta("ns" + i % 2, String.format("p%03d", i), "n", labels));
        }
        PodCatalog catalog = PodCatalog.of(pods);

        for (String text : SELECTORS) {
            LabelSelector selector = LabelSelector.parse(text);
            assertThat(catalog.pods("ns0", selector))
                    .isEqualTo(pods.stream()
                            .filter(pod -> pod.namespace().equals("ns0") && selector.matches(pod.labels()))
                            .toList());
            assertThat(catalog.pods(selector))
                    .containsExactlyInAnyOrderElementsOf(pods.stream()
                            .filter(pod -> selector.matches(pod.labels()))
                            .toList());
        }
    }

    private static PodMeta pod(String namespace, String name) {
        return new PodMeta(namespace, name, "n1", Map.of());
    }
}
