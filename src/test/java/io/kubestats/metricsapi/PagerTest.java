package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatusException;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.testing.FakeUsageView;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PagerTest {
    private static final ListScope SHOP = scope("shop");

    private final AtomicReference<Instant> now = new AtomicReference<>(Shop.NOW);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Pager<PodMeta> pager = pager();

    @Test
    void answersWithEverythingWithoutALimit() throws ApiStatusException {
        ListPage page = page(pods("a", "b", "c"), 0, "");

        assertThat(names(page)).containsExactly("a", "b", "c");
        assertThat(page.continueToken()).isEmpty();
    }

    @Test
    void hasNoTokenWhenNothingIsLeft() throws ApiStatusException {
        assertThat(page(pods("a", "b"), 2, "").continueToken()).isEmpty();
        assertThat(page(pods("a", "b", "-without-use"), 2, "").continueToken()).isEmpty();
        assertThat(page(List.of(), 2, "").continueToken()).isEmpty();
    }

    @Test
    void pagesThroughTheSetItBeganWithWhenPodsComeAndGo() throws ApiStatusException {
        ListPage first = page(pods("a", "b", "c", "d"), 2, "");

        ListPage second = page(pods("a", "a2", "c", "c2", "e"), 2, first.continueToken());

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(second.continueToken()).isEmpty();
    }

    @Test
    void goesOnInAnotherReplicaThatSeesTheSameSet() throws ApiStatusException {
        ListPage first = page(pods("a", "b", "c"), 2, "");

        ListPage second = pager().page(pods("a", "b", "c"), SHOP, options(2, first.continueToken()), new MostUses());

        assertThat(names(second)).containsExactly("c");
    }

    @Test
    void expiresWhenTheSetIsGoneAndOffersToGoOnRegardless() throws ApiStatusException {
        ListPage first = page(pods("a", "b", "c"), 2, "");
        now.updateAndGet(instant -> instant.plusSeconds(301));

        List<String> offered = new ArrayList<>();
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> page(pods("a", "b2", "c"), 2, first.continueToken()))
                .satisfies(e -> {
                    assertThat(e.status().code()).isEqualTo(410);
                    assertThat(e.status().reason()).isEqualTo("Expired");
                    offered.add(e.status().continueToken());
                });

        assertThat(names(page(pods("a", "b2", "c"), 2, offered.get(0)))).containsExactly("b2", "c");
    }

    @Test
    void keepsTheLastFewRostersOfANamespace() throws ApiStatusException {
        ListPage first = page(pods("a", "b"), 1, "");
        for (int i = 0; i < Pager.MOST_OF_A_NAMESPACE - 1; i++) {
            page(pods("a", "b" + i), 1, "");
        }
        assertThat(names(page(pods("a"), 1, first.continueToken()))).containsExactly("b");

        page(pods("a", "another"), 1, "");

        assertExpired(pods("a"), first.continueToken());
    }

    @Test
    void keepsRostersOfANamespaceWhateverIsListedInAnother() throws ApiStatusException {
        ListPage first = page(pods("a", "b"), 1, "");
        for (int i = 0; i < 1_000; i++) {
            pager.page(pods("a", "b" + i), scope("batch"), options(1, ""), new MostUses());
        }

        assertThat(names(page(pods("a"), 1, first.continueToken()))).containsExactly("b");
        assertThat(pager.kept()).isEqualTo(1 + Pager.MOST_OF_A_NAMESPACE);
    }

    @Test
    void keepsABoundedNumberOfRostersOfAllNamespaces() throws ApiStatusException {
        for (int i = 0; i < 1_000; i++) {
            pager.page(pods("a", "b"), scope("namespace-" + i), options(1, ""), new MostUses());
        }

        assertThat(pager.kept()).isEqualTo(Pager.MOST);
    }

    @Test
    void dropsExpiredRostersAtTheNextList() throws ApiStatusException {
        page(pods("a", "b"), 1, "");
        now.updateAndGet(instant -> instant.plusSeconds(301));

        page(pods("a", "b"), 0, "");

        assertThat(pager.kept()).isZero();
    }

    @Test
    void refusesTokensThatAreNone() {
        for (String token : List.of(
                "abc", "!", "MS8", "MS94L2EvYg", "Mi8xL2EvYg", "Mi94L3gvYS9i", "Mi8xLzEvYS9iL2M", "A".repeat(2000))) {
            assertThatExceptionOfType(ApiStatusException.class)
                    .isThrownBy(() -> page(pods("a"), 1, token))
                    .satisfies(e -> assertThat(e.status().code()).isEqualTo(400));
        }
    }

    @Property(tries = 200)
    void pagesTogetherAreTheList(@ForAll @IntRange(max = 40) int size, @ForAll @IntRange(min = 1, max = 15) int limit)
            throws ApiStatusException {
        List<PodMeta> pods = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pods.add(pod(String.format("%s%03d", i % 3 == 1 ? "-" : "p", i)));
        }
        List<PodMeta> sorted =
                pods.stream().sorted(Comparator.comparing(PodMeta::name)).toList();
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            ListPage page = page(sorted, limit, token);
            assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(names(page));
            token = page.continueToken();
        } while (!token.isEmpty());

        assertThat(seen)
                .isEqualTo(sorted.stream()
                        .map(PodMeta::name)
                        .filter(name -> !name.startsWith("-"))
                        .toList());
    }

    private Pager<PodMeta> pager() {
        return new Pager<>(clock, PodMeta::namespace, PodMeta::name);
    }

    private ListPage page(List<PodMeta> pods, long limit, String token) throws ApiStatusException {
        return pager.page(pods, SHOP, options(limit, token), new MostUses());
    }

    private void assertExpired(List<PodMeta> pods, String token) {
        assertThatExceptionOfType(ApiStatusException.class)
                .isThrownBy(() -> page(pods, 1, token))
                .satisfies(e -> assertThat(e.status().code()).isEqualTo(410));
    }

    private static ListScope scope(String namespace) {
        return new ListScope(ApiResource.PODS, Optional.of(namespace), "", FieldSelector.EVERYTHING);
    }

    private static ListOptions options(long limit, String token) {
        return new ListOptions(LabelSelector.everything(), FieldSelector.EVERYTHING, limit, token, false);
    }

    private static List<PodMeta> pods(String... names) {
        return Arrays.stream(names).map(PagerTest::pod).toList();
    }

    private static PodMeta pod(String name) {
        return new PodMeta("shop", name, "n1", Map.of());
    }

    /** A join in which pods whose names begin with a hyphen have no usage. */
    private static final class MostUses implements UsageJoin<PodMeta> {
        @Override
        public Optional<ObjectMetrics> of(PodMeta pod) {
            if (pod.name().startsWith("-")) {
                return Optional.empty();
            }
            ContainerUsage container = new ContainerUsage("c", new ResourceUsage(1, 1, 1, 1));
            return Optional.of(new ObjectMetrics.OfPod(pod, FakeUsageView.pod(pod.namespace(), pod.name(), container)));
        }
    }

    private static List<String> names(ListPage page) {
        return StreamSupport.stream(page.objects().spliterator(), false)
                .map(ObjectMetrics::name)
                .toList();
    }
}
