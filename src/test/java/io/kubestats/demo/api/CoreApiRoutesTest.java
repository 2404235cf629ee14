package io.kubestats.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class CoreApiRoutesTest {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(3, 30), new DemoTime());
    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server = CoreApiServer.javalin(cluster, CoreApiRoutesTest::selector);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void listsAllPods() throws Exception {
        JsonNode list = json("/api/v1/pods");

        assertThat(list.get("kind").asText()).isEqualTo("PodList");
        assertThat(list.get("items")).hasSize(90);
        JsonNode pod = list.at("/items/0");
        assertThat(pod.has("kind")).isFalse();
        assertThat(pod.at("/status/phase").asText()).isEqualTo("Running");
        assertThat(pod.at("/spec/containers/0/resources/requests/cpu").asText()).endsWith("m");
    }

    @Test
    void getsANodeWithWhatCanBeAllocated() throws Exception {
        SimulatedNode node = cluster.nodes().get(1);

        JsonNode object = json("/api/v1/nodes/" + node.name());

        assertThat(object.get("kind").asText()).isEqualTo("Node");
        assertThat(object.at("/status/allocatable/cpu").asText())
                .isEqualTo(node.capacity().cores() * 1000 - 100 + "m");
        assertThat(object.at("/status/nodeInfo/kubeletVersion").asText())
                .isEqualTo(node.version().kubelet());
        assertThat(object.at("/status/conditions/3/type").asText()).isEqualTo("Ready");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces/shop/pods?labelSelector=app%3Dcheckout, 3",
        "/api/v1/pods?labelSelector=app%3Dcheckout, 3",
        "/api/v1/namespaces/data/pods?labelSelector=app%3Dcheckout, 0",
        "/api/v1/namespaces/nowhere/pods, 0",
        "/api/v1/pods?fieldSelector=status.phase%3DPending, 3",
        "/api/v1/pods?fieldSelector=status.phase%21%3DPending, 87",
        "/api/v1/pods?fieldSelector=status.phase%3D%3DPending%2Cmetadata.namespace%3Dshop, 0",
        "/api/v1/namespaces?fieldSelector=metadata.name%3Dshop, 1",
        "/api/v1/namespaces, 9"
    })
    void selects(String path, int count) throws Exception {
        JsonNode list = json(path);

        assertThat(list.get("items")).hasSize(count);
    }

    @Test
    void selectsThePodsOfANode() throws Exception {
        String node = cluster.nodes().get(2).name();

        JsonNode list = json("/api/v1/pods?fieldSelector=spec.nodeName%3D" + node);

        assertThat(list.get("items"))
                .hasSize(30)
                .allSatisfy(pod -> assertThat(pod.at("/spec/nodeName").asText()).isEqualTo(node));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/nodes/none|404|NotFound|nodes \"none\" not found",
                "/api/v1/namespaces/shop/pods/none|404|NotFound|pods \"none\" not found",
                "/api/v1/services|404|NotFound|the server could not find the requested resource",
                "/api/v1/pods?fieldSelector=a%3Db|400|BadRequest|field label not supported: a",
                "/api/v1/pods?fieldSelector=a|400|BadRequest|invalid field selector: a",
                "/api/v1/pods?labelSelector=%3D%3D|400|BadRequest|cannot read ==",
                "/api/v1/pods?watch=true|405|MethodNotAllowed|the demo's objects cannot be watched"
            })
    void refusesWithAStatus(String path, int code, String reason, String message) throws Exception {
        HttpResponse<String> response = get(path, "application/json");

        JsonNode status = Answers.tree(response.body());
        assertThat(response.statusCode()).isEqualTo(code);
        assertThat(status.get("kind").asText()).isEqualTo("Status");
        assertThat(status.get("code").asInt()).isEqualTo(code);
        assertThat(status.get("reason").asText()).isEqualTo(reason);
        assertThat(status.get("message").asText()).isEqualTo(message);
    }

    @Test
    void tablesHaveACellForEachColumn() throws Exception {
        for (String path : new String[] {"/api/v1/nodes", "/api/v1/pods", "/api/v1/namespaces"}) {
            JsonNode table = Answers.tree(get(path, TABLE).body());

            assertThat(table.get("kind").asText()).isEqualTo("Table");
            int columns = table.get("columnDefinitions").size();
            assertThat(table.get("rows")).isNotEmpty().allSatisfy(row -> {
                assertThat(row.get("cells")).hasSize(columns);
                assertThat(row.at("/object/kind").asText()).isEqualTo("PartialObjectMetadata");
            });
        }
    }

    @Test
    void tableRowsCarryWhatIsAskedFor() throws Exception {
        JsonNode none =
                Answers.tree(get("/api/v1/nodes?includeObject=None", TABLE).body());
        JsonNode whole =
                Answers.tree(get("/api/v1/nodes?includeObject=Object", TABLE).body());

        assertThat(none.at("/rows/0/object").isNull()).isTrue();
        assertThat(whole.at("/rows/0/object/kind").asText()).isEqualTo("Node");
        assertThat(whole.at("/rows/0/object/status").isObject()).isTrue();
    }

    @Test
    void tellsItsResourcesInBothForms() throws Exception {
        HttpResponse<String> aggregated =
                get("/api", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json");

        assertThat(json("/api").get("versions")).hasSize(1);
        assertThat(json("/api/v1").get("resources")).hasSize(3);
        assertThat(aggregated.headers().firstValue("Content-Type"))
                .contains("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
        assertThat(Answers.tree(aggregated.body()).at("/items/0/versions/0/resources"))
                .hasSize(3);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Answers.tree(response.body());
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Parses the subset of selectors that the tests use: none, or one equality. */
    public static Predicate<Map<String, String>> selector(String text) {
        if (text.isEmpty()) {
            return labels -> true;
        }
        String[] parts = text.split("=", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("cannot read " + text);
        }
        return labels -> parts[1].equals(labels.get(parts[0]));
    }
}
