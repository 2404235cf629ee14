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

                What `/metrics` says. A family without any reading is left out, and so is each series whose reading the
                kubelet did not give: absent is not 0. Counters and times are exact to the last digit that the kubelet
                gave. Samples carry no timestamps unless [asked for](#times-of-samples);
                `kubestats_node_sample_timestamp_seconds` tells their age.

                - **Lane**: what the fast lane feeds is as old as `--metric-resolution`, what the full lane feeds as old
                  as `--full-resolution`. *watch* is what the API server says of nodes and running pods, as of now; it
                  is written for nodes whose kubelet answers, and absent with `--target`, where no API server is asked.
                - **Group**: what `?collect[]=` asks for: `/metrics?collect[]=node&collect[]=psi` has these two alone,
                  `collect[]=self` what Kubestats says of itself. `?name[]=` asks for families by name.
                - **On**: families marked *opt-in* are written if `--metrics-opt-in` names them; those of labels and
                  annotations if a flag allows any, see [below](#labels-and-annotations).
                  `--metrics-no-pressure` turns all `*_pressure_*` families off.
                - Left out: interfaces of dead tunnels, loopback and the node's ends of pods' interfaces, see
                  [below](#network-interfaces-of-nodes); the network of pods that share the node's (told by their
                  traffic where no pod is watched); volumes named `kube-api-access-*`; swap of pods
                  and containers on nodes without swap; the container filesystem where it is the image filesystem.
                - `--metrics-allow` and `--metrics-deny` choose among the families that are on,
                  `--metrics-namespaces-allow` and `--metrics-namespaces-deny` among the namespaces that are written
                  with the pods in them: regular expressions that match a whole name, separated by commas. What is
                  denied is left out even if it is allowed. What Kubestats says of itself is always there.
                - `--max-series` is the most series of nodes, pods and so on in one exposition. Where there would be
                  more, whole families are left out, never a part of one. `kubestats_exposition_limited_total` counts
                  such expositions, and a line of the log says which path it is and how many families go. The groups go
                  in this order:
                """);
        text.append("  ").append(groupsByLeastWorth()).append(".\n");
        text.append("""
                - No name is shared with cAdvisor, kube-state-metrics or node_exporter, so nothing is counted twice
                  where those are scraped too.
                """);
        text.append("""

                ## Labels and annotations

                    --metric-labels=pods=[app,team],nodes=[topology.kubernetes.io/*],namespaces=[*]
                    --metric-annotations=pods=[prometheus.io/scrape]

                The form is that of kube-state-metrics' `--metric-labels-allowlist` and
                `--metric-annotations-allowlist`, whose names are understood too. There are `nodes`, `pods` and
                `namespaces`, and `*` for all of them; in a key one `*` stands for any characters. Both flags may be
                given more than once. The series are always 1 and there for every object that is known, also for one
                that has none of the labels, so a join loses nothing:

                    sum by (label_team) (
                      kubestats_pod_memory_working_set_bytes
                      * on (node, namespace, pod) group_left (label_team) kubestats_pod_labels
                    )

                - Names become those of kube-state-metrics: `app.kubernetes.io/name` is `label_app_kubernetes_io_name`,
                  `costCenter` is `label_cost_center`. Where two keys of one object become the same name, they are
                  numbered in the order of the keys: `label_cost_center_conflict1`, `label_cost_center_conflict2`.
                - No `*` lets `kubectl.kubernetes.io/last-applied-configuration` in: it is the whole object once more,
                  at times with secrets. Only its full name does.
                - Annotations that nobody asks for are not kept in memory. Those that are asked for are, whole, and
                  the API server lets all of one object's have 256 KiB: so name the keys you need rather than `*`.
                - Each change of a label begins a new series in Prometheus. Keys whose values change often, or differ
                  from pod to pod, cost more there than here.
                - Namespaces are watched only if a flag asks for them. Where the right to list them is missing,
                  `/readyz?verbose` and the log say so, `kubestats_informer_synced{kind="namespaces"}` is 0, and
                  everything else goes on.
                """);
        text.append("""

                ## Network interfaces of nodes

                The same byte passes several interfaces of a node: a pod's end, a bridge or tunnel, a bond, a card, and
                on Azure a virtual function beside the card. So only series with `uplink="true"` may be added up:

                    sum by (node) (rate(kubestats_node_network_receive_bytes_total{uplink="true"}[5m]))

                The recording rules `cluster_node:kubestats_node_network_*:sum_rate5m` and the dashboards do so.

                - The uplink is the interface that the kubelet reports as default. It reports `eth0` and no other name.
                  Further cards of such a node have series, with `uplink="false"`.
                - On a node without `eth0`, or with a bond beside it, the uplinks are all cards. Cards are recognised by
                  the names that the kernel, systemd and Windows give them: `eth1`, `eno1`, `ens5`, `enp1s0f0`,
                  `Microsoft Hyper-V Network Adapter`. A virtual function such as `enP9121s1` counts only where there is
                  no adapter in front of it, and an adapter of Windows only if no other has the same counters.
                - Without a card that is recognised the uplinks are the bonds, or else the only interface that is
                  neither bridge, tunnel, VLAN nor a pod's. Where there are several, or none, no interface is an uplink
                  and the node has no total: a missing number rather than a wrong one.
                - The node's ends of pods' interfaces make no series. They are recognised by the prefixes of common
                  network plug-ins (`veth`, `cali`, `cilium`, `lxc`, `eni`, `azv`, `gke`, ...) and, of any plug-in, by
                  a hash of at least 8 hexadecimal digits at the end of the name.
                - A node has series for at most 32 interfaces. A class that does not fit is left out whole, in this
                  order of precedence: uplinks, cards, virtual functions, bonds, then bridges, tunnels and VLANs,
                  last names of no known scheme. `kubestats_node_network_interfaces_omitted` says how many have none.
                """);
        text.append("""

                ## Values of the pod's own cgroup

                All families `kubestats_pod_*` of CPU, memory, swap and pressure, and their counterparts at the
                [compatible paths](compat.md), are read from the pod's cgroup, not added up over its containers. They
                include the sandbox and what belongs to no running container any more: the page cache that ended init
                containers have filled stays charged to the pod until the kernel reclaims it, so that
                `kubestats_pod_memory_usage_bytes`, and in part `kubestats_pod_memory_working_set_bytes`, may be far
                above the containers' sum (kubernetes/kubernetes#130073). `kubestats_container_*`, the Metrics API and
                all alerts on containers have nothing of it.
                """);
        text.append("""

                ## Ids of containers

                    --metrics-opt-in=kubestats_container_id_info

                says by which id the runtime knows each container, in kube-state-metrics' words:
                `container_id="containerd://4f3c..."`. With containerd, cAdvisor has the same id as the label `name`,
                without the runtime, so a join takes that off:

                    container_fs_reads_bytes_total
                    * on (name) group_left (node, container_id) max by (name, node, container_id) (
                      label_replace(kubestats_container_id_info, "name", "$1", "container_id", ".*://(.*)")
                    )

                A container that starts again has a new id, and so begins a new series. The ids are kept in memory only
                where the family is written: each pod then takes some 110 bytes more, and 120 for each container.
                """);
        text.append("""

                ## Times of samples

                Without a flag, Prometheus takes a sample to be as old as the scrape. It is up to one resolution and
                the kubelet's own period older, and by how much changes from scrape to scrape. So a rate over a window
                is wrong by about the change of age over the window: some ± 10 % over 5 minutes in the worst case, up to
                ± 50 % over one. The rules and dashboards here use 5 minutes or more.

                `--exposition-timestamps=source` writes after each value when the kubelet took it, in milliseconds (in
                OpenMetrics: seconds). Rates are then exact. It has a price:

                - Prometheus writes no staleness marker for a series that brings its own times: that of a pod that is
                  gone is seen for 5 minutes more, unless the scrape configuration says
                  `track_timestamps_staleness: true` (Prometheus 2.48 or later; `trackTimestampsStaleness` of a
                  ServiceMonitor). `honor_timestamps` must be `true`, as it is by default.
                - A reading that has not changed since the last scrape comes with the same time, and Prometheus stores
                  it once. What the full lane feeds is as old as `--full-resolution`: keep that well under 5 minutes,
                  after which Prometheus no longer sees a sample, and above the 10 seconds in which a kubelet reads
                  anew.
                - A kubelet whose clock goes backwards makes samples that Prometheus refuses as out of order; one whose
                  clock is ahead, samples that queries see later. `/readyz?verbose` tells which clocks are wrong.
                - Do not go back and forth: the samples of an hour ago are in the way of those with other times.

                These carry no time even so, since none is known, or since what they say is of now: pressure of I/O, the
                kernel's averages of pressure, tasks and processes, start and boot times, size and free space of the
                node's filesystem behind a pod's or container's storage, what the API server says, and
                `*_sample_timestamp_seconds`, so that an alert on age sees it while it is old. Those of Kubestats itself
                and the [compatible paths](compat.md) carry none either.

                `--exposition-created` says in OpenMetrics when the counters of system containers, pods and containers
                began: a sample `*_created` after each `*_total`, from their start times. Prometheus stores them as
                series of their own, a fifth more in all; Prometheus 3 with
                `--enable-feature=created-timestamp-zero-ingestion` stores a first sample of 0 instead. A start after
                the sample is left out: it comes from clocks that disagree.
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
        text.append("| Metric | Type | Unit | Labels | Group | Lane | On | What it says |\n");
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
        text.append("Also alone, at `/metrics/self`. The JVM and the process are described by the usual `jvm_*` and\n");
        text.append(
                "`process_*` families.\n\n| Metric | Type | Unit | Labels | What it says |\n|---|---|---|---|---|\n");
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
