package io.kubestats.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A node from a recorded Summary, moved in time at known rates, that renders both forms of its kubelet's response. */
final class SimulatedNode {
    static final String NAME = "n1";

    /** The age of samples in a response. */
    private static final long SAMPLE_AGE_MILLIS = 700;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode template;
    private final long bornMillis;
    final List<SimulatedContainer> containers = new ArrayList<>();
    final SimulatedContainer whole;

    SimulatedNode(String version, Instant now) {
        this.bornMillis = now.toEpochMilli();
        this.template = recorded(version);
        long recordedMillis =
                millis(template.path("node").path("cpu").path("time").asText());
        long shift = bornMillis - recordedMillis;
        for (JsonNode pod : template.path("pods")) {
            for (JsonNode container : pod.path("containers")) {
                containers.add(new SimulatedContainer(
                        name(pod),
                        container.path("name").asText(),
                        bornMillis,
                        millis(container.path("startTime").asText()) + shift,
                        0,
                        container.path("memory").path("workingSetBytes").asLong()));
            }
        }
        this.whole = new SimulatedContainer("", "node", bornMillis, bornMillis - 86_400_000, 1L << 50, 1L << 32);
    }

    private static ObjectNode recorded(String version) {
        String path = "/io/kubestats/demo/kubelet/" + version + "/stats-summary.json";
        try (InputStream in = Objects.requireNonNull(SimulatedNode.class.getResourceAsStream(path), path)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(JsonNode pod) {
        return pod.path("podRef").path("namespace").asText() + "/"
                + pod.path("podRef").path("name").asText();
    }

    List<String> pods() {
        return containers.stream().map(container -> container.pod).distinct().toList();
    }

    SimulatedContainer target(int number) {
        return containers.get(Math.floorMod(number, containers.size()));
    }

    /** Renders the Summary with the present CPU and memory. */
    byte[] summary(long nowMillis, KubeletFault fault, SimulatedContainer target) {
        long millis = nowMillis - SAMPLE_AGE_MILLIS;
        ObjectNode summary = template.deepCopy();
        ObjectNode node = (ObjectNode) summary.path("node");
        node.put("nodeName", fault == KubeletFault.WRONG_NODE ? "n2" : NAME);
        write(node, whole.measure(millis), whole.leaps(), millis, fault == KubeletFault.ZERO_NODE_MEMORY);
        ArrayNode pods = (ArrayNode) summary.path("pods");
        for (JsonNode each : List.copyOf(elements(pods))) {
            ObjectNode pod = (ObjectNode) each;
            writePod(pod, millis, fault, target);
            if (fault == KubeletFault.DUPLICATE_POD && name(pod).equals(target.pod)) {
                pods.insert(0, earlierRun(pod));
            }
        }
        try {
            return JSON.writeValueAsBytes(summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private void writePod(ObjectNode pod, long millis, KubeletFault fault, SimulatedContainer target) {
        pod.put("startTime", time(bornMillis - 3_600_000));
        pod.remove(List.of("cpu", "memory"));
        ArrayNode running = pod.putArray("running");
        for (JsonNode each : pod.path("containers")) {
            ObjectNode container = (ObjectNode) each;
            SimulatedContainer of = container(name(pod), container.path("name").asText());
            boolean hit = of == target;
            SimulatedContainer.Sample sample = of.measure(millis);
            container.put("startTime", time(of.reportedStart(millis)));
            write(container, sample, of.leaps(), millis, hit && fault == KubeletFault.ZERO_MEMORY);
            if (hit) {
                spoil(container, fault);
            }
            if (!hit || fault != KubeletFault.CONTAINER_MISSING) {
                running.add(container);
            }
        }
        pod.set("containers", running);
        pod.remove("running");
    }

    private static void spoil(ObjectNode container, KubeletFault fault) {
        ObjectNode cpu = (ObjectNode) container.path("cpu");
        ObjectNode memory = (ObjectNode) container.path("memory");
        switch (fault) {
            case ZERO_CONTAINER -> {
                cpu.put("usageCoreNanoSeconds", 0).put("usageNanoCores", 0);
                memory.put("workingSetBytes", 0);
            }
            case NO_CPU_TIME -> cpu.remove("time");
            case NO_WORKING_SET -> memory.remove("workingSetBytes");
            case WRAPPED_AVAILABLE ->
                memory.set(
                        "availableBytes",
                        JSON.getNodeFactory().numberNode(new java.math.BigInteger("18446744072635809792")));
            case ODD_FIELD -> {
                memory.put("rssBytes", -1);
                memory.put("usageBytes", "many");
                ((ObjectNode) container.path("rootfs")).put("usedBytes", -4_096);
            }
            case IMPOSSIBLE_MEMORY -> memory.put("workingSetBytes", 9_223_372_036_854_775_800L);
            default -> {}
        }
    }

    /** Returns the previous run, as it remains in a kubelet's response. */
    private JsonNode earlierRun(ObjectNode pod) {
        ObjectNode earlier = pod.deepCopy();
        ((ObjectNode) earlier.path("podRef")).put("uid", "earlier");
        earlier.put("startTime", time(bornMillis - 90_000_000));
        for (JsonNode container : earlier.path("containers")) {
            ((ObjectNode) container).put("startTime", time(bornMillis - 90_000_000));
            ((ObjectNode) container.path("cpu")).put("usageCoreNanoSeconds", 987_000_000_000L);
            ((ObjectNode) container.path("memory")).put("workingSetBytes", 5L << 30);
        }
        return earlier;
    }

    private static void write(
            ObjectNode subject, SimulatedContainer.Sample sample, long leaps, long millis, boolean zeroMemory) {
        ObjectNode cpu = subject.putObject("cpu");
        cpu.put("time", time(millis));
        cpu.put("usageCoreNanoSeconds", sample.coreNanoSeconds() + leaps);
        ObjectNode memory = subject.putObject("memory");
        memory.put("time", time(millis));
        memory.put("workingSetBytes", zeroMemory ? 0 : sample.workingSetBytes());
    }

    /** Renders {@code /metrics/resource}. */
    String resource(long nowMillis, KubeletFault fault, SimulatedContainer target) {
        long millis = nowMillis - SAMPLE_AGE_MILLIS;
        String time = fault == KubeletFault.NO_TIMESTAMPS ? "" : " " + millis;
        StringBuilder cpu = new StringBuilder();
        StringBuilder memory = new StringBuilder();
        StringBuilder start = new StringBuilder();
        for (SimulatedContainer container : containers) {
            boolean hit = container == target;
            if ((hit && fault == KubeletFault.CONTAINER_MISSING)
                    || (fault == KubeletFault.POD_NOT_IN_RESOURCE && container.pod.equals(target.pod))) {
                continue;
            }
            String labels = labels(container);
            SimulatedContainer.Sample sample =
                    container.measure(fault == KubeletFault.NO_TIMESTAMPS ? nowMillis : millis);
            boolean zero = hit && fault == KubeletFault.ZERO_CONTAINER;
            cpu.append("container_cpu_usage_seconds_total").append(labels);
            cpu.append(zero ? 0 : (sample.coreNanoSeconds() + container.leaps()) / 1e9)
                    .append(time)
                    .append('\n');
            if (!hit || fault != KubeletFault.NO_WORKING_SET) {
                memory.append("container_memory_working_set_bytes").append(labels);
                memory.append(bytes(sample, hit ? fault : KubeletFault.NONE))
                        .append(time)
                        .append('\n');
            }
            start.append("container_start_time_seconds").append(labels);
            start.append(container.reportedStart(millis) / 1e3).append('\n');
            if (hit && fault == KubeletFault.DUPLICATE_LINES) {
                cpu.append("container_cpu_usage_seconds_total")
                        .append(labels)
                        .append("987 ")
                        .append(millis - 1);
                cpu.append('\n');
                memory.append("container_memory_working_set_bytes")
                        .append(labels)
                        .append("5368709120 ");
                memory.append(millis - 1).append('\n');
            }
        }
        SimulatedContainer.Sample node = whole.measure(fault == KubeletFault.NO_TIMESTAMPS ? nowMillis : millis);
        return cpu.append(memory).append(start)
                + "node_cpu_usage_seconds_total " + (node.coreNanoSeconds() + whole.leaps()) / 1e9 + time + "\n"
                + "node_memory_working_set_bytes "
                + (fault == KubeletFault.ZERO_NODE_MEMORY ? 0 : node.workingSetBytes()) + time + "\n";
    }

    private static String bytes(SimulatedContainer.Sample sample, KubeletFault fault) {
        return switch (fault) {
            case ZERO_MEMORY, ZERO_CONTAINER -> "0";
            case IMPOSSIBLE_MEMORY -> "9.223372036854775e+18";
            case ODD_FIELD -> "NaN";
            default -> Long.toString(sample.workingSetBytes());
        };
    }

    private static String labels(SimulatedContainer container) {
        String[] pod = container.pod.split("/", 2);
        return "{container=\"" + container.name + "\",namespace=\"" + pod[0] + "\",pod=\"" + pod[1] + "\"} ";
    }

    SimulatedContainer container(String pod, String name) {
        return containers.stream()
                .filter(each -> each.pod.equals(pod) && each.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    void forEach(Consumer<SimulatedContainer> consumer) {
        containers.forEach(consumer);
        consumer.accept(whole);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
