package io.kubestats.incluster;

import io.kubestats.testing.FakeAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A Summary from Windows: no RSS, no page faults, no pressure, no swap, no interface errors, network adapters with
 * spaces and parentheses in their names, a pod whose network has no default interface, and nulls.
 */
final class WindowsSummary {
    private static final String TEXT = """
            {"node":{"nodeName":"$node","systemContainers":[{"name":"pods","startTime":null,
              "cpu":{"time":"$now","usageNanoCores":0,"usageCoreNanoSeconds":0},
              "memory":{"time":"$now","availableBytes":0,"usageBytes":0,"workingSetBytes":0}}],
             "startTime":"$start",
             "cpu":{"time":"$now","usageNanoCores":250000000,"usageCoreNanoSeconds":$counter},
             "memory":{"time":"$now","availableBytes":6442450944,"usageBytes":2147483648,"workingSetBytes":1073741824},
             "network":{"time":"$now","name":"Ethernet 2","rxBytes":1000,"txBytes":2000,"interfaces":[
              {"name":"Ethernet 2","rxBytes":1000,"txBytes":2000},
              {"name":"vEthernet (nat) \\"quoted\\"","rxBytes":10,"txBytes":20}]},
             "fs":{"time":"$now","availableBytes":100,"capacityBytes":300,"usedBytes":200},
             "runtime":{"imageFs":{"time":"$now","availableBytes":100,"capacityBytes":300,"usedBytes":50}}},
            "pods":[{"podRef":{"name":"$pod","namespace":"default","uid":"$pod"},"startTime":"$start",
             "containers":[{"name":"main","startTime":"$start",
              "cpu":{"time":"$now","usageNanoCores":250000000,"usageCoreNanoSeconds":$counter},
              "memory":{"time":"$now","workingSetBytes":67108864},
              "rootfs":{"time":"$now","usedBytes":123},"logs":{"time":"$now","usedBytes":4}}],
             "cpu":{"time":"$now","usageNanoCores":250000000,"usageCoreNanoSeconds":$counter},
             "memory":{"time":"$now","workingSetBytes":67108864},
             "network":{"time":"$now","name":"","interfaces":[
              {"name":"9d3f1c1e-11d5-4c1f-8d2e-000000000001_nat","rxBytes":7,"txBytes":8}]},
             "process_stats":{"process_count":0}}]}
            """;

    private WindowsSummary() {}

    static FakeAnswer of(String node, String pod) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String text = TEXT.replace("$node", node)
                .replace("$pod", pod)
                .replace("$now", now.toString())
                .replace(
                        "$start",
                        now.minusSeconds(600).truncatedTo(ChronoUnit.HOURS).toString())
                .replace("$counter", Long.toString(now.getEpochSecond() % 1_000_000 * 250_000_000));
        return FakeAnswer.json(text.getBytes(StandardCharsets.UTF_8));
    }
}
