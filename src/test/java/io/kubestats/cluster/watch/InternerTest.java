package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.Labels;
import io.kubestats.cluster.OwnerReference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InternerTest {
    private final Interner interner = new Interner(1_000);

    @Test
    void givesOneObjectForAllThatAreEqual() {
        String text = interner.string(fresh("app"));
        Labels labels = interner.labels(Labels.copyOf(Map.of("app", "web", "tier", "front")));
        OwnerReference owner = interner.value(new OwnerReference("Job", fresh("nightly")));

        for (int i = 0; i < 900; i++) {
            interner.string("text-" + i);
            interner.labels(Labels.copyOf(Map.of("app", "web-" + i)));
            interner.value(new OwnerReference("Job", "nightly-" + i));
        }

        assertThat(interner.string(fresh("app"))).isSameAs(text).isEqualTo("app");
        assertThat(interner.labels(Labels.copyOf(Map.of("tier", "front", "app", "web"))))
                .isSameAs(labels);
        assertThat(interner.value(new OwnerReference("Job", fresh("nightly")))).isSameAs(owner);
    }

    @Test
    void tellsApartWhatIsNotEqual() {
        assertThat(interner.string("web")).isEqualTo("web");
        assertThat(interner.string("app")).isEqualTo("app");
        assertThat(interner.labels(Labels.copyOf(Map.of("app", "web")))).isEqualTo(Map.of("app", "web"));
        assertThat(interner.labels(Labels.copyOf(Map.of("web", "app")))).isEqualTo(Map.of("web", "app"));
        assertThat(interner.value(new OwnerReference("Job", "web"))).isEqualTo(new OwnerReference("Job", "web"));
        assertThat(interner.value(new OwnerReference("web", "Job"))).isEqualTo(new OwnerReference("web", "Job"));
    }

    @Test
    void forgetsWhenItIsFull() {
        String first = interner.string(fresh("app"));

        for (int i = 0; i < 1_000; i++) {
            interner.string("text-" + i);
        }

        assertThat(interner.string(fresh("app"))).isEqualTo("app").isNotSameAs(first);
    }

    @Test
    void labelsEqualTheSameMapOfTheJdk() {
        Map<String, String> map = Map.of("app", "web", "tier", "front");

        Labels labels = Labels.copyOf(map);

        assertThat(labels).isEqualTo(map).hasSameHashCodeAs(map).isNotEqualTo(Map.of("app", "web"));
        assertThat(map).isEqualTo(labels);
        assertThat(Labels.copyOf(Map.of("tier", "web", "app", "front"))).isNotEqualTo(labels);
    }

    private static String fresh(String text) {
        return new String(text.toCharArray());
    }
}
