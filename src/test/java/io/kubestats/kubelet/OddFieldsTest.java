package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.Anomaly;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodePoint;
import io.kubestats.testing.RecordedSummaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that an unusable field or entry is dropped without affecting the rest of its node. */
@SuppressWarnings("ReferenceEquality") // Equal nodes at different positions of a tree are distinct.
class OddFieldsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HOLE = "\"@@hole@@\"";
    private static final List<String> FILES = List.of("1.31", "1.33", "1.35", "1.37");
    private static final String DEEP = "[".repeat(30_000) + "]".repeat(30_000);
    private static final List<String> NO_SCALARS = List.of(
            "[]",
            "{}",
            "true",
            "false",
            "[[{\"a\":[1,2]}],null]",
            "{\"time\":{\"time\":[]}}",
            DEEP,
            "NaN",
            "-Infinity");
    private static final List<String> NO_NUMBERS = List.of(
            "-4096",
            "-1e3",
            "1.5",
            "5e-1",
            "1e400",
            "1e99999999999",
            "-1e99999999999",
            "1" + "0".repeat(20),
            "18446744073709551616",
            "9".repeat(3_000),
            "\"12\"",
            "\"NaN\"",
            "\"\"",
            "9223372036854775801",
            "36893488147419103232");
    private static final List<String> NO_PERCENTS = List.of("-0.5", "-1e30", "1e400", "\"1\"");
    private static final List<String> NO_TIMES = List.of(
            "\"2026-13-01T00:00:00Z\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"yesterday\"",
            "\"\"",
            "12",
            "\"2026-01-01\"",
            "1.5e9");
    private static final List<String> NO_NAMES = List.of("5", "\"" + "x".repeat(16_000) + "\"", "-1", "1e5");
    private static final List<String> NO_BLOCKS =
            List.of("5", "\"text\"", "[1]", "[]", "true", "NaN", "-3.5", "[{\"a\":1}]");
    private static final List<String> NO_LISTS = List.of("5", "\"text\"", "{\"a\":[]}", "{}", "true", "Infinity");

    private final BatchDecoder experienced = new SummaryDecoder(Lane.FULL);

    @Property(tries = 1_500)
    void anyOneOddValueCostsItsFieldOrItsEntryAndNothingElse(@ForAll Random random) throws Exception {
        String version = FILES.get(random.nextInt(FILES.size()));
        ObjectNode odd = recorded(version);
        ObjectNode expected = recorded(version);
        List<Place> places = new ArrayList<>();
        collect(odd, expected, expected, Optional.empty(), places);
        Place place = places.get(random.nextInt(places.size()));
        String junk = place.junk(random);
        place.breakIt();
        uniteInterfaces(expected);
        byte[] body = MAPPER.writeValueAsString(odd).replace(HOLE, junk).getBytes(StandardCharsets.UTF_8);

        NodeBatch batch = experienced.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);

        assertSame(batch, RecordedSummaries.batch(expected));
        assertThat(batch.anomalies()).as("%s = %s", place, junk).isNotEmpty();
        assertThat(batch.examples().keySet()).isEqualTo(batch.anomalies().keySet());
        assertThat(batch.examples().values()).allMatch(text -> text.matches("[ -~…]{1,201}"));
        assertThat(batch).isEqualTo(decode(new String(body, StandardCharsets.UTF_8)));
    }

    @Property(tries = 500)
    void oddItemsOfAListOfPodsAreSkipped(@ForAll Random random) throws Exception {
        ObjectNode odd = recorded("1.35");
        ArrayNode pods = (ArrayNode) odd.get("pods");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            pods.insert(random.nextInt(pods.size() + 1), "@@hole@@");
        }
        List<String> junk =
                List.of("1", "null", "\"x\"", DEEP, "{}", "[{}]", "{\"podRef\":{\"name\":\"a\"}}", "{\"podRef\":7}");
        String body = MAPPER.writeValueAsString(odd).replace(HOLE, junk.get(random.nextInt(junk.size())));

        NodeBatch batch = decode(body);

        assertSame(batch, RecordedSummaries.batch(recorded("1.35")));
        assertThat(batch.anomalies()).containsEntry(Anomaly.BAD_ENTRY, count);
    }

    @Test
    void saysWhereTheFirstOddFieldIs() throws KubeletException {
        NodeBatch batch = decode("""
                {"node":{},"pods":[{"podRef":{"name":"good","namespace":"d"}},
                 {"podRef":{"name":"bad","namespace":"d"},"containers":[
                  {"name":"c","rootfs":{"usedBytes":-4096,"inodes":"many"}}]}]}""");

        assertThat(batch.pods()).hasSize(2);
        assertThat(batch.anomalies()).isEqualTo(Map.of(Anomaly.BAD_FIELD, 2));
        assertThat(batch.examples().get(Anomaly.BAD_FIELD))
                .isEqualTo("pods[1].containers[0].rootfs.usedBytes of pod d/bad is out of range: -4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5e8", "150000000.0", "15E7", "1.5e+8", "150000000.000e0", "1500000000e-1"})
    void readsAWholeNumberInAnyNotation(String number) throws KubeletException {
        NodeBatch batch = decode("{\"node\":{\"memory\":{\"workingSetBytes\":" + number + "}},\"pods\":[]}");

        assertThat(batch.point().usage().workingSetBytes()).isEqualTo(150_000_000);
        assertThat(batch.anomalies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0,0", "0.0,0", "0e99,0", "1152921504606846976,1152921504606846976", "1e18,1000000000000000000"
    })
    void readsNumbersAtTheEndsOfTheRange(String number, long bytes) throws KubeletException {
        NodeBatch batch = decode("{\"node\":{\"memory\":{\"usageBytes\":" + number + "}},\"pods\":[]}");

        assertThat(batch.point().usage().detail().memoryUsageBytes()).isEqualTo(bytes);
        assertThat(batch.anomalies()).isEmpty();
    }

    @Test
    void leavesOutAPodWithAContainerThatHasReadingsAndNoName() throws KubeletException {
        NodeBatch batch = decode("""
                {"node":{},"pods":[{"podRef":{"name":"p","namespace":"d"},"containers":[
                  {"name":"a","cpu":{"usageNanoCores":1}},{"name":"","cpu":{"usageNanoCores":1}}]},
                 {"podRef":{"name":"q","namespace":"d"},"containers":[
                  {"name":"a","cpu":{"usageNanoCores":1}},{"name":""},{}]},
                 {"podRef":{"name":"r","namespace":"d"},"containers":[{"name":"a"},17]}]}""");

        assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("q");
        assertThat(batch.pods().get(0).containers())
                .extracting(ContainerPoint::name)
                .containsExactly("a");
        assertThat(batch.examples().get(Anomaly.BAD_ENTRY)).contains("pods[0].containers[1]", "d/p");
    }

    @Test
    void takesAFieldThatStandsTwiceInOneObjectAsAbsent() throws KubeletException {
        NodeBatch batch = decode("""
                {"node":{"cpu":{"usageNanoCores":1},"cpu":{"usageNanoCores":2},
                  "memory":{"usageBytes":5,"usageBytes":{"a":1},"usageBytes":7,"rssBytes":6}},
                 "pods":[{"podRef":{"name":"p","namespace":"d","name":"q"}},
                  {"podRef":{"name":"r","namespace":"d"},"containers":[],"containers":[{"name":"c"}]},
                  {"podRef":{"name":"s","namespace":"d"},"x":1,"x":2}]}""");

        assertThat(batch.point().usage().usageNanoCores()).isEqualTo(-1);
        assertThat(batch.point().usage().detail().memoryUsageBytes()).isEqualTo(-1);
        assertThat(batch.point().usage().detail().rssBytes()).isEqualTo(6);
        assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[]", "\"n1\"", "null", "NaN"})
    void servesThePodsOfANodeWhoseOwnEntryCannotBeRead(String node) throws KubeletException {
        NodeBatch batch =
                decode("{\"node\":" + node + ",\"pods\":[{\"podRef\":{\"name\":\"p\",\"namespace\":\"d\"}}]}");

        assertThat(batch.pods()).hasSize(1);
    }

    @Test
    void readsTextsThatAreNotUtf8AsAbsent() throws KubeletException {
        byte[] body = """
                {"node":{},"pods":[{"podRef":{"name":"ok","namespace":"d"}},
                 {"podRef":{"name":"ccc","namespace":"d"}}]}""".getBytes(StandardCharsets.ISO_8859_1);
        body[new String(body, StandardCharsets.ISO_8859_1).indexOf("ccc")] = (byte) 0xff;

        NodeBatch batch = experienced.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);

        assertThat(batch.pods()).extracting(pod -> pod.ref().name()).containsExactly("ok");
    }

    /** Adds the default interface to lists that lack it, because the reference reader does not. */
    private static void uniteInterfaces(JsonNode tree) {
        tree.fieldNames().forEachRemaining(field -> {
            if (!field.equals("network")) {
                uniteInterfaces(tree.get(field));
            } else if (tree.get(field) instanceof ObjectNode network) {
                JsonNode name = network.path("name");
                List<String> listed = network.path("interfaces").findValuesAsText("name");
                if (name.isTextual() && !listed.contains(name.asText())) {
                    network.withArray("interfaces").add(network.deepCopy().without("interfaces"));
                }
            }
        });
        if (tree.isArray()) {
            tree.forEach(OddFieldsTest::uniteInterfaces);
        }
    }

    private static NodeBatch decode(String json) throws KubeletException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new SummaryDecoder(Lane.FULL).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }

    private static ObjectNode recorded(String version) throws IOException {
        return (ObjectNode) MAPPER.readTree(RecordedAnswers.bytes(version + "/stats-summary.json"));
    }

    private static void assertSame(NodeBatch batch, NodeBatch expected) {
        assertThat(batch.pods()).hasSameSizeAs(expected.pods());
        for (int i = 0; i < expected.pods().size(); i++) {
            assertThat(batch.pods().get(i)).isEqualTo(expected.pods().get(i));
        }
        NodePoint point = batch.point();
        assertThat(point.systemContainers())
                .containsExactlyElementsOf(expected.point().systemContainers());
        assertThat(point.detail()).isEqualTo(expected.point().detail());
        assertThat(point.usage().startedAt(0))
                .isEqualTo(expected.point().usage().startedAt(0));
    }

    /** Collects all places whose values the decoder reads, paired with the same places in the twin. */
    private static void collect(
            JsonNode odd, JsonNode twin, JsonNode parent, Optional<Entry> entry, List<Place> places) {
        if (odd.isArray()) {
            for (int i = 0; i < odd.size(); i++) {
                collect(
                        odd.get(i),
                        twin.get(i),
                        parent,
                        Optional.of(new Entry((ArrayNode) twin, twin.get(i), entry)),
                        places);
            }
            return;
        }
        odd.fieldNames().forEachRemaining(name -> {
            Place place = new Place((ObjectNode) odd, (ObjectNode) twin, parent, name, entry);
            if (place.isRead()) {
                places.add(place);
            }
            collect(odd.get(name), twin.get(name), twin, entry, places);
        });
    }

    /** An item of a list, and the item that contains the list. */
    private record Entry(ArrayNode list, JsonNode item, Optional<Entry> outer) {
        void remove() {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) == item) {
                    list.remove(i);
                    return;
                }
            }
        }

        boolean isContainerOfPod() {
            return outer.isPresent() && outer.get().item.path("containers") == list;
        }
    }

    /**
     * A field of the response, paired with its twin, which holds the expected reading.
     *
     * @param parent parent of the twin
     */
    private record Place(ObjectNode object, ObjectNode twin, JsonNode parent, String field, Optional<Entry> entry) {
        boolean isRead() {
            return switch (field) {
                case "pods", "node" -> false;
                case "avg10", "avg60", "avg300" -> entry.isEmpty();
                case "namespace" -> !isIn("pvcRef");
                case "time" -> !isIn("rlimit") && !isIn("io");
                default -> true;
            };
        }

        private boolean isIn(String block) {
            return parent.path(block) == twin;
        }

        String junk(Random random) {
            JsonNode value = object.get(field);
            List<String> junk = new ArrayList<>();
            if (value.isArray()) {
                junk.addAll(NO_LISTS);
            } else if (value.isObject()) {
                junk.addAll(NO_BLOCKS);
            } else {
                junk.addAll(NO_SCALARS);
                boolean time = field.equals("time") || field.equals("startTime");
                junk.addAll(
                        field.startsWith("avg")
                                ? NO_PERCENTS
                                : value.isNumber() ? NO_NUMBERS : time ? NO_TIMES : NO_NAMES);
            }
            return junk.get(random.nextInt(junk.size()));
        }

        void breakIt() {
            object.put(field, "@@hole@@");
            twin.remove(field);
            switch (field) {
                case "containers", "podRef", "namespace" -> entry.orElseThrow().remove();
                case "name" -> {
                    if (!isIn("network") && !isIn("pvcRef")) {
                        Entry item = entry.orElseThrow();
                        (item.isContainerOfPod() ? item.outer.orElseThrow() : item).remove();
                    }
                }
                case "time" -> substituteTime();
                default -> {}
            }
        }

        /** Sets the time of another block of the same entry. */
        private void substituteTime() {
            for (String block : List.of("memory", "cpu", "swap")) {
                JsonNode time = parent.path(block).path("time");
                if ((isIn("cpu") || isIn("memory") || isIn("swap")) && time.isTextual()) {
                    twin.set("time", time);
                    return;
                }
            }
        }

        @Override
        public String toString() {
            return field + " of " + object;
        }
    }
}
