package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.PodMeta;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.BodyEncoding;
import io.kubestats.metricsapi.format.ProtobufEnvelope;
import io.kubestats.metricsapi.format.ResponseBody;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.testing.FakeUsageView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ProtobufTest {
    private static final String VERSION = "metrics.k8s.io/v1";
    private static final long SECONDS = Shop.NOW.getEpochSecond();

    @Test
    void writesNodesByTheirFieldNumbers() {
        ProtobufMessage list = list("/nodes", "NodeMetricsList");

        ProtobufMessage node = list.messages(2).get(0);
        assertThat(list.messages(2)).hasSize(2);
        assertThat(node.message(1).text(1)).isEqualTo("n1");
        assertThat(node.message(1).text(3)).isEmpty();
        assertThat(node.message(1).message(8).number(1)).isEqualTo(SECONDS);
        assertThat(labels(node)).containsExactly(Map.entry("zone", "a"));
        assertThat(node.message(2).number(1)).isEqualTo(SECONDS);
        assertThat(node.message(3).number(1)).isEqualTo(20_051_000_000L);
        assertThat(usage(node, 4)).containsExactly(Map.entry("cpu", "1"), Map.entry("memory", "123456789"));
    }

    @Test
    void writesPodsByTheirFieldNumbers() {
        ProtobufMessage pod =
                list("/namespaces/shop/pods", "PodMetricsList").messages(2).get(0);

        assertThat(pod.message(1).text(1)).isEqualTo("web-0");
        assertThat(pod.message(1).text(3)).isEqualTo("shop");
        assertThat(labels(pod))
                .containsExactly(Map.entry("a.b/c", ""), Map.entry("app", "web"), Map.entry("tier", "true"));
        assertThat(pod.messages(4)).extracting(container -> container.text(1)).containsExactly("web", "side");
        assertThat(usage(pod.messages(4).get(0), 2))
                .containsExactly(Map.entry("cpu", "1370012n"), Map.entry("memory", "41244Ki"));
    }

    @Test
    void writesAStatusByItsFieldNumbers() {
        ApiAnswer answer = Shop.api()
                .answer(
                        Requests.get(
                                "/apis/metrics.k8s.io/v1/pods?resourceVersionMatch=Exact",
                                "accept",
                                BodyEncoding.PROTOBUF.mediaType()),
                        Shop.view());

        ProtobufMessage status = ProtobufMessage.unwrap(Requests.bytes(answer), "v1", "Status");
        assertThat(status.text(2)).isEqualTo("Failure");
        assertThat(status.text(3)).startsWith("ListOptions.meta.k8s.io \"\" is invalid");
        assertThat(status.text(4)).isEqualTo("Invalid");
        assertThat(status.message(5).text(3)).isEqualTo("ListOptions");
        assertThat(status.message(5).message(4).text(3)).isEqualTo("resourceVersionMatch");
        assertThat(status.number(6)).isEqualTo(422);
    }

    @Property(tries = 200)
    void carriesAnyValueUnharmed(
            @ForAll @StringLength(max = 300) String name,
            @ForAll @LongRange(max = Long.MAX_VALUE / 1_000_000) long windowMillis,
            @ForAll @LongRange(max = Long.MAX_VALUE / 1000) long timestampMillis,
            @ForAll @Size(max = 30) List<@IntRange(max = 1_000_000) Integer> cpus) {
        List<ContainerUsage> containers = new ArrayList<>();
        containers.add(new ContainerUsage(name, new ResourceUsage(1, 2, timestampMillis, windowMillis)));
        cpus.forEach(cpu -> containers.add(new ContainerUsage("c", new ResourceUsage(cpu, cpu, timestampMillis, 1))));
        ObjectMetrics pod = new ObjectMetrics.OfPod(
                new PodMeta("ns", name, "n", Map.of("k", name)),
                FakeUsageView.pod("ns", name, containers.toArray(ContainerUsage[]::new)));
        ResponseBody body = new ObjectsProtobuf(ObjectsProtobuf.Content.WHOLE, 0)
                .list(new ProtobufEnvelope(VERSION, "PodMetricsList"), List.of(pod, pod), name);

        ProtobufMessage list = ProtobufMessage.unwrap(
                Requests.bytes(new ApiAnswer(200, "", Map.of(), body)), VERSION, "PodMetricsList");

        ProtobufMessage read = list.messages(2).get(1);
        String sameName = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(list.message(1).text(3)).isEqualTo(sameName);
        assertThat(read.message(1).text(1)).isEqualTo(sameName);
        assertThat(read.message(2).number(1)).isEqualTo(timestampMillis / 1000);
        assertThat(read.message(3).number(1)).isEqualTo(windowMillis * 1_000_000);
        assertThat(read.messages(4)).hasSize(cpus.size() + 1);
    }

    private static ProtobufMessage list(String path, String kind) {
        ApiAnswer answer = Shop.api()
                .answer(
                        Requests.get("/apis/" + VERSION + path, "accept", BodyEncoding.PROTOBUF.mediaType()),
                        Shop.view());
        return ProtobufMessage.unwrap(Requests.bytes(answer), VERSION, kind);
    }

    private static List<Map.Entry<String, String>> labels(ProtobufMessage object) {
        return object.message(1).messages(11).stream()
                .map(label -> Map.entry(label.text(1), label.text(2)))
                .toList();
    }

    private static List<Map.Entry<String, String>> usage(ProtobufMessage object, int field) {
        return object.messages(field).stream()
                .map(resource -> Map.entry(resource.text(1), resource.message(2).text(1)))
                .toList();
    }
}
