package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.PodMeta;
import io.kubestats.http.BodyWriter;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.testing.FakeUsageView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemJsonTest {
    @Test
    void givesEachObjectItsOwnLabelsWhetherTheOneBeforeSharesThemOrNot() throws IOException {
        ObjectMetrics web = pod("web-1", Map.of("tier", "<front>", "app", "web"));
        ObjectMetrics sameWorkload = pod("web-2", web.labels());
        ObjectMetrics other = pod("db", Map.of("app", "db"));
        ObjectMetrics bare = pod("bare", Map.of());

        assertThat(sameWorkload.labels()).isSameAs(web.labels());
        assertThat(metadata(web, sameWorkload, other, bare, sameWorkload))
                .isEqualTo("{\"name\":\"web-1\",\"namespace\":\"shop\",\"creationTimestamp\":\"1970-01-01T00:00:00Z\","
                        + "\"labels\":{\"app\":\"web\",\"tier\":\"\\u003cfront\\u003e\"}}\n"
                        + "{\"name\":\"web-2\",\"namespace\":\"shop\",\"creationTimestamp\":\"1970-01-01T00:00:00Z\","
                        + "\"labels\":{\"app\":\"web\",\"tier\":\"\\u003cfront\\u003e\"}}\n"
                        + "{\"name\":\"db\",\"namespace\":\"shop\",\"creationTimestamp\":\"1970-01-01T00:00:00Z\","
                        + "\"labels\":{\"app\":\"db\"}}\n"
                        + "{\"name\":\"bare\",\"namespace\":\"shop\",\"creationTimestamp\":\"1970-01-01T00:00:00Z\"}\n"
                        + "{\"name\":\"web-2\",\"namespace\":\"shop\",\"creationTimestamp\":\"1970-01-01T00:00:00Z\","
                        + "\"labels\":{\"app\":\"web\",\"tier\":\"\\u003cfront\\u003e\"}}\n");
    }

    /** Returns the metadata of all objects from a single writer, one line per object. */
    private static String metadata(ObjectMetrics... objects) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 64);
        ItemJson json = new ItemJson(out, 0);
        for (ObjectMetrics object : objects) {
            json.metadata(object);
            out.write('\n');
        }
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static ObjectMetrics pod(String name, Map<String, String> labels) {
        ContainerUsage container = new ContainerUsage("app", new ResourceUsage(1, 1, 0, 15_000));
        return new ObjectMetrics.OfPod(
                new PodMeta("shop", name, "n1", labels), FakeUsageView.pod("shop", name, container));
    }
}
