package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.view;

import io.kubestats.config.MetadataChoice;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.MetricFamily;
import io.kubestats.exporter.families.MetricGroup;
import io.kubestats.model.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Golden test of {@code docs/metrics.md}, which is generated from the catalogue. */
class MetricsDocumentTest {
    @Test
    void isCurrent() throws IOException {
        Goldens.assertFile(Path.of("docs", "metrics.md"), document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # Metrics

                <!-- Made from the catalogue in the code: mvn verify -Dtest=MetricsDocumentTest -Dgolden.update=true -->

                The series at `/metrics`. A family without readings is omitted, and so is each series whose reading the
                kubelet does not report: absent is not 0. Counters and times keep every digit of the kubelet's response.
                Samples have no timestamps unless [a flag adds them](#times-of-samples);
                `kubestats_node_sample_timestamp_seconds` has their time.

                - **Lane**: the scrape that updates the family. Values of the fast lane are as old as
                  `--metric-resolution`, those of the full lane as old as `--full-resolution`. *watch* is the current
                  state of nodes and running pods at the API server. It is exposed for nodes whose kubelet responds,
                  and absent with `--target`, which uses no API server.
                - **Group**: a value of `?collect[]=`. `/metrics?collect[]=node&collect[]=psi` returns only these two
                  groups, `collect[]=self` the self-metrics. `?name[]=` selects families by name.
                - **On**: *opt-in* families are exposed if `--metrics-opt-in` names them; labels and annotations if a
                  flag allows any, see [below](#labels-and-annotations).
                  `--metrics-no-pressure` turns off all `*_pressure_*` families.
                - Omitted: interfaces of unused tunnels, loopback and the node's ends of pods' interfaces, see
                  [below](#network-interfaces-of-nodes); the network of pods on the host's network (detected by their
                  traffic if pods are not watched); volumes named `kube-api-access-*`; swap of pods
                  and containers on nodes without swap; the container filesystem if it is the image filesystem.
                - `--metrics-allow` and `--metrics-deny` select among the families that are on,
                  `--metrics-namespaces-allow` and `--metrics-namespaces-deny` among the namespaces and their pods.
                  Their values are comma-separated regular expressions that match a whole name. A denied name is
                  omitted even if it is allowed. Self-metrics are always exposed.
                - `--max-series` limits the series of nodes, pods and so on in one exposition. Beyond it, whole families
                  are omitted, never a part of one. `kubestats_exposition_limited_total` counts
                  such expositions, and a log line has the path and the number of omitted families. Groups are omitted
                  in this order:
                """);
        text.append("  ").append(groupsByLeastWorth()).append(".\n");
        text.append("""
                - No name is shared with cAdvisor, kube-state-metrics or node_exporter, so nothing is counted twice
                  if those are scraped too.
                """);
        text.append("""

                ## Labels and annotations

                    --metric-labels=pods=[app,team],nodes=[topology.kubernetes.io/*],namespaces=[*]
                    --metric-annotations=pods=[prometheus.io/scrape]

                The syntax is that of kube-state-metrics' `--metric-labels-allowlist` and
                `--metric-annotations-allowlist`, which are accepted as aliases. The resources are `nodes`, `pods` and
                `namespaces`, or `*` for all of them; a key may contain one `*` as a wildcard. Both flags may be
                repeated. The value is always 1. Every known object has a series, even without any of the labels,
                so a join loses nothing:

                    sum by (label_team) (
                      kubestats_pod_memory_working_set_bytes
                      * on (node, namespace, pod) group_left (label_team) kubestats_pod_labels
                    )

                - Keys are converted as in kube-state-metrics: `app.kubernetes.io/name` to
                  `label_app_kubernetes_io_name`, `costCenter` to `label_cost_center`. If two keys of one object are
                  converted to the same name, they are numbered in the order of the keys:
                  `label_cost_center_conflict1`, `label_cost_center_conflict2`.
                - A `*` does not match `kubectl.kubernetes.io/last-applied-configuration`, a copy of the whole object
                  that may contain secrets. Only its full name does.
                - Requested annotations are kept in full, up to 256 KiB per object; others are not kept in memory. So
                  name the keys you need rather than `*`.
                - Each change of a label begins a new series in Prometheus. Keys whose values change often, or differ
                  from pod to pod, cost more in Prometheus than in Kubestats.
                - Namespaces are watched only if a flag requests them. Without the permission to list them,
                  `/readyz?verbose` and the log report that, `kubestats_informer_synced{kind="namespaces"}` is 0, and
                  nothing else is affected.
                """);
        text.append("""

                ## Network interfaces of nodes

                The same byte passes several interfaces of a node: a pod's end, a bridge or tunnel, a bond, a card, and
                on Azure a virtual function beside the card. So only series with `uplink="true"` may be summed:

                    sum by (node) (rate(kubestats_node_network_receive_bytes_total{uplink="true"}[5m]))

                The recording rules `cluster_node:kubestats_node_network_*:sum_rate5m` and the dashboards do so.

                - The uplink is the interface that the kubelet reports as default, which is always named `eth0`.
                  Further cards of such a node have series with `uplink="false"`.
                - On a node without `eth0`, or with a bond beside it, all cards are uplinks. Cards are recognised by
                  the names that the kernel, systemd and Windows give them: `eth1`, `eno1`, `ens5`, `enp1s0f0`,
                  `Microsoft Hyper-V Network Adapter`. A virtual function such as `enP9121s1` counts only without an
                  adapter in front of it, and an adapter of Windows only if no other has the same counters.
                - Without a recognised card, the uplinks are the bonds, or else the only interface that is
                  neither a bridge, tunnel, VLAN nor a pod's. If there are several or none, no interface is an uplink
                  and the node has no total: absent beats wrong.
                - The node's ends of pods' interfaces have no series. They are recognised by the prefixes of common
                  network plug-ins (`veth`, `cali`, `cilium`, `lxc`, `eni`, `azv`, `gke`, ...) and, for any plug-in, by
                  a hash of at least 8 hexadecimal digits at the end of the name.
                - A node has series for at most 32 interfaces. A class that exceeds the limit is omitted as a whole, in
                  this order of precedence: uplinks, cards, virtual functions, bonds, then bridges, tunnels and VLANs,
                  and last names of no known scheme. `kubestats_node_network_interfaces_omitted` counts the omitted
                  ones.
                """);
        text.append("""

                ## Values of the pod's own cgroup

                All families `kubestats_pod_*` of CPU, memory, swap and pressure, and their counterparts at the
                [compatible paths](compat.md), are read from the pod's cgroup, not summed over its containers. They
                include the sandbox, and memory that no running container owns: the page cache of terminated init
                containers stays charged to the pod until the kernel reclaims it. Therefore
                `kubestats_pod_memory_usage_bytes`, and in part `kubestats_pod_memory_working_set_bytes`, may be far
                above the containers' sum (kubernetes/kubernetes#130073). `kubestats_container_*`, the Metrics API and
                all alerts on containers are not affected.
                """);
        text.append("""

                ## Ids of containers

                    --metrics-opt-in=kubestats_container_id_info

                exposes the runtime's id of each container in the notation of kube-state-metrics:
                `container_id="containerd://4f3c..."`. With containerd, cAdvisor has the same id in the label `name`,
                without the runtime, which a join must remove:

                    container_fs_reads_bytes_total
                    * on (name) group_left (node, container_id) max by (name, node, container_id) (
                      label_replace(kubestats_container_id_info, "name", "$1", "container_id", ".*://(.*)")
                    )

                A restarted container has a new id and therefore a new series. Ids are kept in memory only if the
                family is on: some 110 bytes more for each pod, and 120 for each container.
                """);
        text.append("""

                ## Times of samples

                Without a flag, Prometheus gives a sample the time of the scrape. The sample is older, by up to one
                resolution and the kubelet's own period, and its age varies between scrapes. The error of a rate is
                about the change of age relative to the window: some ± 10 % over 5 minutes in the worst case, up to
                ± 50 % over one. The bundled rules and dashboards use 5 minutes or more.

                `--exposition-timestamps=source` adds the kubelet's time of measurement to each value, in milliseconds
                (in OpenMetrics: seconds). Rates are then exact. The disadvantages:

                - Prometheus writes no staleness marker for a series with explicit timestamps: the series of a deleted
                  pod remains visible for 5 minutes, unless the scrape configuration sets
                  `track_timestamps_staleness: true` (Prometheus 2.48 or later; `trackTimestampsStaleness` of a
                  ServiceMonitor). `honor_timestamps` must be `true`, the default.
                - A reading that has not changed since the last scrape has the same timestamp, and Prometheus stores
                  it once. Values of the full lane are as old as `--full-resolution`: keep that well under 5 minutes,
                  after which a sample is no longer visible, and above the 10 seconds between a kubelet's readings.
                - Prometheus rejects samples as out of order if a kubelet's clock goes backwards, and shows samples late
                  if the clock is ahead. `/readyz?verbose` lists the wrong clocks.
                - Do not switch back and forth: samples with the scrape's time are newer than those that follow with
                  the kubelet's time, which Prometheus then rejects.

                The following have no timestamps in any case, since their time is unknown or the present: pressure of
                I/O, the kernel's averages of pressure, tasks and processes, start and boot times, size and free space
                of the node's filesystem behind a pod's or container's storage, facts from the API server, and
                `*_sample_timestamp_seconds`, so that an alert on age works on old samples. Self-metrics
                and the [compatible paths](compat.md) have none either.

                `--exposition-created` adds the start of counters of system containers, pods and containers in
                OpenMetrics: a sample `*_created` after each `*_total`, from their start times. Prometheus stores them
                as separate series, a fifth more in total; Prometheus 3 with
                `--enable-feature=created-timestamp-zero-ingestion` stores a first sample of 0 instead. A start time
                after the sample is omitted, because it comes from clocks that disagree.
                """);
        section(text, "Nodes", "kubestats_node_");
        section(text, "System containers", "kubestats_system_container_");
        section(text, "Pods", "kubestats_pod_");
        section(text, "Containers", "kubestats_container_");
        section(text, "Volumes", "kubestats_volume_");
        section(text, "Namespaces", "kubestats_namespace_");
        self(text);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String prefix) {
        text.append("\n## ").append(title).append("\n\n");
        text.append("| Metric | Type | Unit | Labels | Group | Lane | On | Description |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        for (MetricFamily family : MetricFamily.values()) {
            if (family.metricName().startsWith(prefix)) {
                row(
                        text,
                        code(family.metricName()),
                        family.type(),
                        family.unit(),
                        codes(family.labels()),
                        family.group().label(),
                        family.lane().map(Lane::label).orElse("watch"),
                        on(family),
                        family.help());
            }
        }
    }

    private static String on(MetricFamily family) {
        String name = family.metricName();
        if (family.keys(MetadataChoice.NONE).isPresent()) {
            return code("--metric-" + name.substring(name.lastIndexOf('_') + 1));
        }
        return family.isOnByDefault() ? "yes" : "opt-in";
    }

    private static void self(StringBuilder text) {
        text.append("\n## Kubestats itself\n\n");
        text.append("Also separately at `/metrics/self`. The JVM and the process have the usual `jvm_*` and\n");
        text.append(
                "`process_*` families.\n\n| Metric | Type | Unit | Labels | Description |\n|---|---|---|---|---|\n");
        ExpositionText self = ExpositionText.parse(
                SelfSamples.text(
                        SelfSamples.eventful(),
                        List.of(SelfSamples.good("node-a")),
                        view(),
                        ExpositionFormat.OPENMETRICS),
                ExpositionFormat.OPENMETRICS);
        for (String name : new TreeSet<>(self.families().keySet())) {
            if (name.startsWith("kubestats_")) {
                ExpositionText.Family family = self.family(name);
                String suffix = family.type().equals("counter") ? "_total" : "";
                row(
                        text,
                        code(name + suffix),
                        family.type(),
                        family.unit().orElse(""),
                        codes(labels(family)),
                        family.help());
            }
        }
    }

    private static String groupsByLeastWorth() {
        return Arrays.stream(MetricGroup.values())
                .filter(group -> group != MetricGroup.SELF)
                .sorted(Comparator.reverseOrder())
                .map(group -> code(group.label()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> labels(ExpositionText.Family family) {
        Set<String> labels = new LinkedHashSet<>();
        family.samples().forEach(sample -> labels.addAll(sample.labels().keySet()));
        labels.remove("le");
        return new ArrayList<>(labels);
    }

    private static void row(StringBuilder text, String... cells) {
        text.append(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String codes(List<String> names) {
        return names.stream().map(MetricsDocumentTest::code).collect(Collectors.joining(", "));
    }

    private static String code(String name) {
        return '`' + name + '`';
    }
}
