package io.kubestats.exporter.families;

import static io.kubestats.testing.ExpositionSamples.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.exporter.ExpositionText;
import io.kubestats.exporter.Expositions;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.Reading;
import io.kubestats.testing.ExpositionSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeInterfacesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            eth0   | eth0, enP9121s1, cbr0, azv0a1b2c3d4e5, eni0a1b2c3d4e5, gke0a1b2c3d4e5 | eth0
            eth0   | tunl0, sit0, eth0, strange0, eth1                                     | eth0
            eth0   | eth0, eth1, bond0, bond0.100                                          | eth0, eth1
            bond0  | bond0, uplink1, uplink2                                               | bond0
            none   | ens5, ens6, cni0, flannel.1                                           | ens5, ens6
            none   | eno1, eno2, bond0, br0, vlan7                                         | eno1, eno2
            none   | bond0, bond0.100, br-ex                                               | bond0
            none   | enP9121s1                                                             | enP9121s1
            none   | eth1, enP9121s1                                                       | eth1
            none   | enP2p1s0, enp3s0                                                      | enP2p1s0, enp3s0
            none   | uplink, cni0, lo                                                      | uplink
            none   | red, green                                                            | none
            none   | docker0, veth0a1b2c3d, lo                                             | none
            none   | Microsoft Hyper-V Network Adapter, vEthernet (Ethernet)               | \
            Microsoft Hyper-V Network Adapter
            none   | Microsoft Hyper-V Network Adapter, Mellanox ConnectX-5 Virtual Adapter | \
            Microsoft Hyper-V Network Adapter
            none   | Microsoft Azure Network Adapter Virtual Function                      | \
            Microsoft Azure Network Adapter Virtual Function
            """)
    void countsEachCardOnce(String standard, String names, String uplinks) {
        NodeInterfaces selected = NodeInterfaces.of(network(standard == null ? "" : standard, names.split(", ", -1)));

        assertThat(uplinks(selected))
                .containsExactlyInAnyOrder(uplinks == null ? new String[0] : uplinks.split(", ", -1));
    }

    @Test
    void countsAdaptersOfWindowsWithTheSameCountersOnce() {
        InterfacePoint one = new InterfacePoint("Ethernet Adapter", 7, 0, 9, 0);
        InterfacePoint same = new InterfacePoint("Ethernet Adapter _2", 7, 0, 9, 0);
        InterfacePoint other = new InterfacePoint("Ethernet Adapter _3", 8, 0, 9, 0);

        NodeInterfaces selected = NodeInterfaces.of(new NetworkPoint(TIME, "", List.of(one, same, other)));

        assertThat(uplinks(selected)).containsExactly("Ethernet Adapter", "Ethernet Adapter _3");
    }

    @Test
    void givesPodEndsNoSeriesHoweverManyComeAndGo() {
        List<String> names = new ArrayList<>(List.of("eth0", "cni0"));
        IntStream.range(0, 500).forEach(i -> names.add(String.format(Locale.ROOT, "zap%011x", i + 0xa0000000L)));

        NodeInterfaces selected = NodeInterfaces.of(network("eth0", names.toArray(String[]::new)));

        assertThat(names(selected)).containsExactly("eth0", "cni0");
        assertThat(selected.omitted()).isZero();
    }

    @Test
    void leavesOutAWholeClassWhereANodeHasTooManyOfIt() {
        List<String> names = new ArrayList<>(List.of("ens5", "cni0"));
        IntStream.range(0, NodeInterfaces.MOST).forEach(i -> names.add("pod-" + i));

        NodeInterfaces selected = NodeInterfaces.of(network("", names.toArray(String[]::new)));

        assertThat(names(selected)).containsExactly("ens5", "cni0");
        assertThat(selected.omitted()).isEqualTo(NodeInterfaces.MOST);
    }

    @Test
    void keepsTheDefaultOfANodeWithTooManyCards() {
        String[] names = IntStream.range(0, 2 * NodeInterfaces.MOST)
                .mapToObj(i -> "eth" + i)
                .toArray(String[]::new);

        assertThat(names(NodeInterfaces.of(network("eth0", names)))).containsExactly("eth0");
        assertThat(names(NodeInterfaces.of(network("", names)))).isEmpty();
    }

    @Test
    void marksTheUplinkOfANode() {
        NetworkPoint network = new NetworkPoint(TIME, "eth0", List.of(point("cni0", 5), point("eth0", 500)));

        ExpositionText text = Expositions.parsed(node("n", network));

        assertThat(text.samples("kubestats_node_network_receive_bytes_total"))
                .extracting(ExpositionText.Sample::labels)
                .containsExactlyInAnyOrder(
                        Map.of("node", "n", "interface", "eth0", "uplink", "true"),
                        Map.of("node", "n", "interface", "cni0", "uplink", "false"));
    }

    @Test
    void countsInterfacesWithoutSeries() {
        List<InterfacePoint> many =
                IntStream.range(0, 99).mapToObj(i -> point("pod-" + i, 1)).toList();

        ExpositionText text = Expositions.parsed(node("n", new NetworkPoint(TIME, "", many)));

        assertThat(text.samples("kubestats_node_network_receive_bytes_total")).isEmpty();
        assertThat(text.samples("kubestats_node_network_interfaces_omitted"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.value()).isEqualByComparingTo("99"));
    }

    /** Returns a node that reports only this network. */
    private static NodeBatch node(String name, NetworkPoint network) {
        NodeDetail absent = NodeDetail.ABSENT;
        NodeDetail detail = new NodeDetail(
                Reading.ABSENT,
                network,
                absent.fs(),
                absent.imageFs(),
                absent.containerFs(),
                Reading.ABSENT,
                Reading.ABSENT,
                absent.ioPressure(),
                absent.pressureAverages());
        NodePoint point = new NodePoint(ExpositionSamples.usage(1), List.of(), detail);
        return new NodeBatch(name, AnswerForm.SUMMARY, point, List.of(), Map.of());
    }

    private static InterfacePoint point(String name, long rxBytes) {
        return new InterfacePoint(name, rxBytes, 0, 1, 0);
    }

    private static List<String> uplinks(NodeInterfaces selected) {
        return IntStream.range(0, selected.points().size())
                .filter(selected::isUplink)
                .mapToObj(i -> selected.points().get(i).name())
                .toList();
    }

    private static List<String> names(NodeInterfaces selected) {
        return selected.points().stream().map(InterfacePoint::name).toList();
    }

    private static NetworkPoint network(String standard, String... names) {
        List<InterfacePoint> points = new ArrayList<>();
        for (String name : names) {
            points.add(new InterfacePoint(name, points.size(), 0, 1, 0));
        }
        return new NetworkPoint(TIME, standard, points);
    }
}
