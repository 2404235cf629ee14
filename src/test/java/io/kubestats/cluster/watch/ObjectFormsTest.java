package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubestats.apiobject.ObjectForm;
import io.kubestats.cluster.ContainerFacts;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.OwnerReference;
import io.kubestats.cluster.PodFacts;
import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.RecordedApiServer;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.cluster.targets.WatchedNode;
import io.kubestats.cluster.targets.WatchedNode.Address;
import io.kubestats.config.KeyChoice;
import io.kubestats.model.Reading;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests that recorded lists, watches and rejections decode to equal results from JSON and protobuf. */
class ObjectFormsTest {
    static final List<String> FORMS = RecordedApiServer.FORMS;

    private static final PodFacts WEB = new PodFacts(
            "",
            true,
            "Burstable",
            "system-cluster-critical",
            new OwnerReference("ReplicaSet", "web-7d4b9c"),
            new OwnerReference("Deployment", "web"),
            List.of(
                    new ContainerFacts("proxy", "none", memory(32 << 20), memory(64 << 20)),
                    new ContainerFacts(
                            "app",
                            "registry.example/app:1.2.3",
                            new ResourceAmounts(250_000_000, 1_610_612_736, 1_000_000_000, Reading.ABSENT),
                            new ResourceAmounts(2_000_000_000, 2L << 30, 2_000_000_000, Reading.ABSENT)),
                    new ContainerFacts("log", "none", ResourceAmounts.ABSENT, ResourceAmounts.ABSENT)));

    private final AtomicLong nanos = new AtomicLong();
    private final PodTable pods = new PodTable(() -> nanos.addAndGet(PodTable.PUBLISH_EVERY.toNanos()));

    @ParameterizedTest
    @FieldSource("FORMS")
    void tellsPods(String form) throws Exception {
        List<PodMeta> told = DecodedList.of(
                RecordedApiServer.contentType(form),
                RecordedApiServer.bytes("pods." + form),
                WatchedKind.RUNNING_PODS.type(),
                new PodDecoder(new Interner(100), KeyChoice.NONE, false));

        assertThat(told)
                .extracting(PodMeta::name)
                .containsExactly("bare", "nightly-29328480-abcde", "static-fixture-1");
        assertThat(told.get(1).labels()).isEqualTo(Map.of("job-name", "nightly-29328480"));
        assertThat(told.get(1).facts().workload()).isEqualTo(new OwnerReference("CronJob", "nightly"));
        assertThat(told.get(2).node()).isEqualTo("fixture-1");
        assertThat(told.get(2).facts().mirrorUid()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void tellsByWhichIdsTheRuntimeKnowsContainersIfSomebodyWantsThat(String form) throws Exception {
        List<PodMeta> told = DecodedList.of(
                RecordedApiServer.contentType(form),
                RecordedApiServer.bytes("pods." + form),
                WatchedKind.RUNNING_PODS.type(),
                new PodDecoder(new Interner(100), KeyChoice.NONE, true));

        assertThat(told.get(1).facts().containerIds())
                .isEqualTo(Map.of(
                        "only", "containerd://4cabccb73a9e012180746ab7f8037ffb07222d254e8070a3e0a97527ee0c8139"));
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void tellsNodes(String form) throws Exception {
        List<WatchedNode> told = DecodedList.of(
                RecordedApiServer.contentType(form),
                RecordedApiServer.bytes("nodes." + form),
                WatchedKind.NODES.type(),
                new NodeDecoder(new Interner(100), KeyChoice.NONE));

        assertThat(told)
                .containsExactly(new WatchedNode(
                        new NodeMeta(
                                "fixture-1",
                                Map.of("topology.kubernetes.io/zone", "eu-central-1a", "kubernetes.io/os", "linux"),
                                new NodeFacts(
                                        "v1.37.2",
                                        "containerd://2.4.2",
                                        "linux",
                                        "arm64",
                                        "Debian GNU/Linux 13",
                                        "6.12.1",
                                        new ResourceAmounts(3_920_000_000L, 15L << 30, 95_551_679_124L, 110),
                                        new ResourceAmounts(4_000_000_000L, 16L << 30, 100L << 30, 110),
                                        Map.of())),
                        List.of(new Address("InternalIP", "10.0.0.7"), new Address("Hostname", "fixture-1")),
                        10_255));
    }

    @Test
    void tellsTheSameInBothForms() throws Exception {
        assertThat(watched("pb")).isEqualTo(watched("json")).hasSize(4);
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void asksForTheNextPageAndSaysWhyItWasRefused(String form) throws Exception {
        RecordedApiServer apiServer =
                new RecordedApiServer(form).then(200, "pods").then(403, "forbidden");
        ListReader<PodMeta> lists = lists(apiServer);

        WatchException refused = catchThrowableOfType(WatchException.class, () -> lists.read("0", count -> {}));

        assertThat(apiServer.asked()).hasSize(2);
        assertThat(apiServer.asked().get(1)).contains("&continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEi");
        assertThat(refused)
                .hasMessageStartingWith(
                        "cannot list pods: 403 pods is forbidden: User \"reader\" cannot list resource");
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void takesEventsUpToTheLastBookmark(String form) throws Exception {
        EventReader<PodMeta> events = events(new RecordedApiServer(form).then(200, "pods-watch"));

        events.read("1", 300, () -> {});

        assertThat(events.resourceVersion()).isEqualTo("660");
        assertThat(pods.pod("shop", "web-7d4b9c-x7k2p"))
                .hasValueSatisfying(pod -> assertThat(pod.facts()).isEqualTo(WEB));
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void saysThatAWatchIsTooOld(String form) {
        EventReader<PodMeta> events = events(new RecordedApiServer(form).then(200, "expired-watch"));

        WatchException expired = catchThrowableOfType(WatchException.class, () -> events.read("1", 300, () -> {}));

        assertThat(expired).hasMessage("the watch of pods ended: 410 too old resource version: 1 (126)");
        assertThat(expired.needsList()).isTrue();
    }

    private List<PodMeta> watched(String form) throws Exception {
        List<PodMeta> told = new ArrayList<>();
        PodDecoder decoder = new PodDecoder(new Interner(100), KeyChoice.NONE, false);
        ObjectForm.Events events = ObjectForm.of(RecordedApiServer.contentType(form))
                .events(
                        new ByteArrayInputStream(RecordedApiServer.bytes("pods-watch." + form)),
                        WatchedKind.RUNNING_PODS.type());
        boolean more = true;
        while (more) {
            more = events.next((field, value) -> {
                if (field.equals("object")) {
                    decoder.decode(value).object().ifPresent(told::add);
                } else {
                    value.skip();
                }
            });
        }
        return told;
    }

    private ListReader<PodMeta> lists(RecordedApiServer apiServer) {
        return new ListReader<>(
                WatchedKind.RUNNING_PODS, apiServer, new PodDecoder(new Interner(100), KeyChoice.NONE, false), pods);
    }

    private EventReader<PodMeta> events(RecordedApiServer apiServer) {
        return new EventReader<>(
                WatchedKind.RUNNING_PODS, apiServer, new PodDecoder(new Interner(100), KeyChoice.NONE, false), pods);
    }

    private static ResourceAmounts memory(long bytes) {
        return new ResourceAmounts(Reading.ABSENT, bytes, Reading.ABSENT, Reading.ABSENT);
    }
}
