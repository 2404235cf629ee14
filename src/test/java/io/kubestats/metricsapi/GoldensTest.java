package io.kubestats.metricsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.BodyEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden tests of complete documents. The bodies of nodes and pods in v1beta1 were compared byte for byte with the
 * responses of metrics-server 0.9.0 to the same requests over the same cluster. {@code -Dgolden.update=true} rewrites
 * the files instead.
 */
class GoldensTest {
    private static final String V1 = "/apis/metrics.k8s.io/v1";
    private static final String BETA = "/apis/metrics.k8s.io/v1beta1";
    private static final ListScope ALL_PODS =
            new ListScope(ApiResource.PODS, Optional.empty(), "", FieldSelector.EVERYTHING);
    private static final String META = ";g=meta.k8s.io;v=";
    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final Path FILES = Path.of("src/test/resources/io/kubestats/metricsapi/goldens");

    /** A request and the file of its expected response. */
    record Golden(String file, ApiRequest request) {}

    static Stream<Golden> discovery() {
        String all = "application/json;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList;v=";
        return Stream.of(
                golden("apis.json", "/apis"),
                golden("apis.yaml", "/apis", "accept", "application/yaml"),
                golden("apis.pb", "/apis", "accept", PROTOBUF),
                golden("apis-aggregated-v2.json", "/apis", "accept", all + "v2"),
                golden("apis-aggregated-v2beta1.json", "/apis", "accept", all + "v2beta1," + all + "v2"),
                golden("group.json", "/apis/metrics.k8s.io"),
                golden("group.pb", "/apis/metrics.k8s.io", "accept", PROTOBUF),
                golden("resources-v1.json", V1),
                golden("resources-v1beta1.json", BETA),
                golden("resources-v1beta1.yaml", BETA, "accept", "application/yaml"),
                golden("resources-v1beta1.pb", BETA, "accept", PROTOBUF),
                golden("openapi-v3.json", "/openapi/v3"),
                golden("openapi-v3-v1.json", "/openapi/v3/apis/metrics.k8s.io/v1"),
                golden("openapi-v3-v1beta1.json", "/openapi/v3/apis/metrics.k8s.io/v1beta1"),
                golden("openapi-v2.json", "/openapi/v2"),
                golden("openapi-v2.pb", "/openapi/v2", "accept", openApi("v2@")),
                golden("openapi-v3-v1beta1.pb", "/openapi/v3/apis/metrics.k8s.io/v1beta1", "accept", openApi("v3@")),
                golden("openapi-v3-always.json", "/openapi/v3", "accept", openApi("v3@")),
                golden("status-406-openapi.json", "/openapi/v2", "accept", "text/html"),
                golden("version.json", "/version"));
    }

    /** Returns the media type of OpenAPI protobuf that client-go requests. */
    private static String openApi(String spec) {
        return "application/com.github.proto-openapi.spec." + spec + "v1.0+protobuf";
    }

    static Stream<Golden> objects() {
        return Stream.of(
                golden("nodes-v1.json", V1 + "/nodes"),
                golden("nodes-v1beta1.json", BETA + "/nodes"),
                golden("nodes-v1beta1.yaml", BETA + "/nodes", "accept", "application/yaml"),
                golden("nodes-v1beta1.pb", BETA + "/nodes", "accept", PROTOBUF),
                golden("node-v1.json", V1 + "/nodes/n1"),
                golden("node-v1beta1.json", BETA + "/nodes/n1"),
                golden("node-v1beta1.pb", BETA + "/nodes/n1", "accept", PROTOBUF),
                golden("pods-v1.json", V1 + "/pods"),
                golden("pods-v1beta1.json", BETA + "/pods"),
                golden("pods-v1beta1-pretty.json", BETA + "/pods", "user-agent", "curl/8"),
                golden("pods-v1beta1.yaml", BETA + "/pods", "accept", "application/yaml"),
                golden("pods-v1beta1.pb", BETA + "/pods", "accept", PROTOBUF + ", */*"),
                golden("pods-v1beta1-empty.json", BETA + "/namespaces/none/pods"),
                golden("pods-v1beta1-empty.yaml", BETA + "/namespaces/none/pods", "accept", "application/yaml"),
                golden("pods-v1-page.json", V1 + "/pods?limit=2"),
                golden("pod-v1.json", V1 + "/namespaces/shop/pods/web-0"),
                golden("pod-v1beta1.json", BETA + "/namespaces/shop/pods/web-0"),
                golden("pod-v1beta1.yaml", BETA + "/namespaces/shop/pods/web-0", "accept", "application/yaml"),
                golden("pod-v1beta1.pb", BETA + "/namespaces/shop/pods/web-0", "accept", PROTOBUF));
    }

    static Stream<Golden> transforms() {
        String table = "application/json;as=Table" + META;
        String list = ";as=PartialObjectMetadataList" + META;
        String single = ";as=PartialObjectMetadata" + META;
        return Stream.of(
                golden("table-pods.json", BETA + "/pods", "accept", table + "v1"),
                golden("table-pods-meta-v1beta1.json", V1 + "/pods", "accept", table + "v1beta1"),
                golden("table-pods.yaml", BETA + "/pods", "accept", "application/yaml;as=Table" + META + "v1"),
                golden("table-node.json", BETA + "/nodes/n1", "accept", table + "v1"),
                golden("table-empty.json", BETA + "/namespaces/none/pods", "accept", table + "v1"),
                golden("table-objects.json", BETA + "/nodes?includeObject=Object", "accept", table + "v1"),
                golden("table-no-objects.json", BETA + "/nodes?includeObject=None", "accept", table + "v1"),
                golden("metadata-pods.json", BETA + "/pods", "accept", "application/json" + list + "v1"),
                golden("metadata-pods.yaml", BETA + "/pods", "accept", "application/yaml" + list + "v1"),
                golden("metadata-pods.pb", BETA + "/pods", "accept", PROTOBUF + list + "v1"),
                golden("metadata-pods-meta-v1beta1.pb", BETA + "/pods", "accept", PROTOBUF + list + "v1beta1"),
                golden(
                        "metadata-pod.json",
                        BETA + "/namespaces/shop/pods/web-0",
                        "accept",
                        "application/json" + single + "v1"),
                golden(
                        "metadata-pod.pb",
                        BETA + "/namespaces/shop/pods/web-0",
                        "accept",
                        PROTOBUF + single + "v1beta1"));
    }

    static Stream<Golden> failures() {
        String json = "application/json";
        return Stream.of(
                golden("status-400-label-selector.json", BETA + "/pods?labelSelector=-a%3Db"),
                golden("status-400-field-selector.json", BETA + "/pods?fieldSelector=status.podIP%3D10.0.0.1"),
                golden("status-400-limit.json", BETA + "/pods?limit=abc"),
                golden("status-400-continue.json", BETA + "/pods?continue=abc"),
                golden("status-400-timeout.json", BETA + "/pods?timeout=1d"),
                golden("status-400-export.json", BETA + "/nodes/n1?export=true"),
                golden(
                        "status-400-include.json",
                        BETA + "/nodes?includeObject=x",
                        "accept",
                        json + ";as=Table" + META + "v1,*/*"),
                golden("status-404-no-pod.json", BETA + "/namespaces/shop/pods/none"),
                golden("status-404-no-pod.yaml", BETA + "/namespaces/shop/pods/none", "accept", "application/yaml"),
                golden("status-404-no-pod.pb", BETA + "/namespaces/shop/pods/none", "accept", PROTOBUF),
                golden("status-404-no-pod-metrics.json", BETA + "/namespaces/shop/pods/pending"),
                golden("status-404-no-node.json", BETA + "/nodes/none"),
                golden("status-404-no-node-metrics.json", BETA + "/nodes/n9"),
                golden("status-404-no-path.json", BETA + "/nodes/n1/status"),
                golden("status-405-watch.json", BETA + "/pods?watch=true"),
                golden("status-405-watch.pb", BETA + "/nodes?watch", "accept", PROTOBUF),
                new Golden("status-405-method.json", Requests.request("POST", BETA + "/pods")),
                golden("status-406-type.json", BETA + "/pods", "accept", "text/html"),
                golden("status-406-parameters.json", BETA + "/pods", "accept", json + ";as=Foo"),
                golden(
                        "status-406-list.json",
                        BETA + "/pods",
                        "accept",
                        json + ";as=PartialObjectMetadata" + META + "v1"),
                golden(
                        "status-406-no-list.json",
                        BETA + "/nodes/n1",
                        "accept",
                        json + ";as=PartialObjectMetadataList" + META + "v1"),
                golden(
                        "status-410.json",
                        BETA + "/pods?continue="
                                + new ContinueToken(ALL_PODS.fingerprint(), OptionalLong.of(1), "shop", "a").text()),
                golden("status-422.json", BETA + "/pods?resourceVersionMatch=Exact"),
                golden("status-422.pb", BETA + "/pods?resourceVersionMatch=x&resourceVersion=1", "accept", PROTOBUF));
    }

    @ParameterizedTest
    @MethodSource({"discovery", "objects", "transforms", "failures"})
    void answersAsRecorded(Golden golden) throws IOException {
        check(golden.file, Shop.api().answer(golden.request, Shop.view()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/nodes", "/pods", "/nodes/n1", "/namespaces/shop/pods/web-0", "/nodes/none"})
    void servesBothVersionsAlike(String path) {
        String v1 = Requests.text(Shop.api().answer(Requests.get(V1 + path), Shop.view()));
        String beta = Requests.text(Shop.api().answer(Requests.get(BETA + path), Shop.view()));

        assertThat(v1).isEqualTo(beta.replace("metrics.k8s.io/v1beta1", "metrics.k8s.io/v1"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void writesStatusesThatOthersSend(String file, ApiStatus status, BodyEncoding encoding) throws IOException {
        check(file, ApiAnswer.of(status, encoding));
    }

    static Stream<Arguments> statuses() {
        ApiStatus down = ApiStatus.unavailable("apiserver is shutting down", 1);
        ApiStatus broken = ApiStatus.internalError("the request could not be answered");
        return Stream.of(
                Arguments.of("status-500.json", broken, BodyEncoding.JSON),
                Arguments.of("status-503.json", down, BodyEncoding.JSON),
                Arguments.of("status-503.pb", down, BodyEncoding.PROTOBUF),
                Arguments.of("status-503.yaml", down, BodyEncoding.YAML));
    }

    private static void check(String file, ApiAnswer answer) throws IOException {
        String actual = print(file, answer);

        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FILES);
            Files.writeString(FILES.resolve(file), actual);
            return;
        }

        assertThat(actual).isEqualTo(Tables.text("goldens/" + file));
    }

    /** Returns status, headers, an empty line and the body, which is in hexadecimal if it is binary. */
    private static String print(String file, ApiAnswer answer) {
        StringBuilder text = new StringBuilder("HTTP " + answer.status() + "\n");
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put("Content-Type", answer.contentType());
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        byte[] body = Requests.bytes(answer);
        text.append('\n');
        if (!file.endsWith(".pb")) {
            return text.append(new String(body, StandardCharsets.UTF_8)).toString();
        }
        for (int i = 0; i < body.length; i += 32) {
            text.append(HexFormat.of().formatHex(body, i, Math.min(i + 32, body.length)))
                    .append('\n');
        }
        return text.toString();
    }

    private static Golden golden(String file, String pathAndQuery, String... headers) {
        return new Golden(file, Requests.get(pathAndQuery, headers));
    }
}
