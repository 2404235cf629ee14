package io.kubestats.cluster.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.cluster.targets.WatchedNode.Address;
import io.kubestats.config.DiscoveryConfig;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTargetsTest {
    @Test
    void takesTheFirstAddressOfTheBestType() throws Exception {
        DiscoveryConfig config = new DiscoveryConfig(List.of("ExternalIP", "InternalIP"), 10250, false, "");

        assertThat(endpoints(
                        config,
                        node("a", 0, new Address("InternalIP", "10.0.0.1"), new Address("InternalIP", "10.0.0.2")),
                        node("b", 0, new Address("InternalIP", "10.0.0.3"), new Address("ExternalIP", "1.2.3.4"))))
                .containsExactly("a=https://10.0.0.1:10250", "b=https://1.2.3.4:10250");
    }

    @Test
    void putsAnIpv6AddressInBrackets() throws Exception {
        assertThat(endpoints(DiscoveryConfig.defaults(), node("a", 0, new Address("InternalIP", "fd00::7"))))
                .containsExactly("a=https://[fd00::7]:10250");
    }

    @Test
    void usesThePortOfTheNodeWhereItIsAskedTo() throws Exception {
        DiscoveryConfig config = new DiscoveryConfig(DiscoveryConfig.DEFAULT_ADDRESS_TYPES, 10250, true, "");

        assertThat(endpoints(
                        config,
                        node("a", 10255, new Address("Hostname", "a")),
                        node("b", 0, new Address("Hostname", "b")),
                        node("c", 70000, new Address("Hostname", "c"))))
                .containsExactly("a=https://a:10255", "b=https://b:10250", "c=https://c:10250");
    }

    @Test
    void leavesOutAndNamesNodesWithoutAnAddress() throws Exception {
        NodeTargets targets = new NodeTargets(DiscoveryConfig.defaults(), LabelSelector.everything());
        List<String> told = new ArrayList<>();
        targets.subscribe(all -> all.forEach(target -> told.add(target.node())));

        targets.nodes(List.of(
                node("a", 0),
                node("b", 0, new Address("InternalIP", "not an address")),
                node("c", 0, new Address("InternalIP", "10.0.0.1"))));

        assertThat(told).containsExactly("c");
        assertThat(targets.remark())
                .hasValue("not scraped, since without an address of a type in --kubelet-preferred-address-types: a, b");
    }

    @Test
    void takesSelectedNodesAlone() throws Exception {
        DiscoveryConfig config = new DiscoveryConfig(DiscoveryConfig.DEFAULT_ADDRESS_TYPES, 10250, false, "name!=b");

        assertThat(endpoints(
                        config,
                        node("a", 0, new Address("InternalIP", "10.0.0.1")),
                        node("b", 0, new Address("InternalIP", "10.0.0.2"))))
                .containsExactly("a=https://10.0.0.1:10250");
    }

    @Test
    void passesOnHowManyPodsTheNodeTakes() {
        ResourceAmounts capacity = new ResourceAmounts(Reading.ABSENT, Reading.ABSENT, Reading.ABSENT, 110);
        NodeFacts facts = new NodeFacts("", "", "", "", "", "", ResourceAmounts.ABSENT, capacity, Map.of());
        List<Address> addresses = List.of(new Address("InternalIP", "10.0.0.1"));
        NodeTargets targets = new NodeTargets(DiscoveryConfig.defaults(), LabelSelector.everything());
        List<Long> told = new ArrayList<>();
        targets.subscribe(all -> all.forEach(target -> told.add(target.podCapacity())));

        targets.nodes(List.of(
                new WatchedNode(new NodeMeta("a", Map.of(), facts), addresses, 0),
                new WatchedNode(new NodeMeta("b", Map.of()), addresses, 0)));

        assertThat(told).containsExactly(110L, Reading.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics/resource", "/custom/path", "/a.b/c_d-e~f/1", "/..."})
    void takesThePathOfTheAnnotation(String path) throws SelectorSyntaxException {
        KubeletTarget target = annotated(path);

        assertThat(target.resourceMetricsPath()).isEqualTo(path);
        assertThat(target.endpoint()).hasToString("https://10.0.0.1:10250");
    }

    /** The path decides where the token goes, so it must not lead to another host or be ambiguous. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "metrics",
                "//evil.example/metrics",
                "/metrics//resource",
                "/metrics/",
                "/",
                "https://evil.example/metrics",
                "@evil.example/metrics",
                ":1/metrics",
                "/../exec",
                "/metrics/../../exec",
                "/metrics/./resource",
                "/metrics/..",
                "/metrics/%2e%2e/exec",
                "/metrics?x=y",
                "/metrics#x",
                "/metrics;x",
                "/metrics\\..\\exec",
                "/metrics resource",
                "/metrics\r\nHost: evil.example",
                "/m\u00e9trics",
            })
    void ignoresAnAnnotationThatIsNoPlainPath(String path) throws SelectorSyntaxException {
        KubeletTarget target = annotated(path);

        assertThat(target.resourceMetricsPath()).isEqualTo("/metrics/resource");
        assertThat(target.endpoint()).hasToString("https://10.0.0.1:10250");
    }

    @Test
    void ignoresAnAnnotationThatIsTooLong() throws SelectorSyntaxException {
        String longest = "/" + "a".repeat(255);

        assertThat(annotated(longest).resourceMetricsPath()).isEqualTo(longest);
        assertThat(annotated(longest + "a").resourceMetricsPath()).isEqualTo("/metrics/resource");
    }

    private static KubeletTarget annotated(String path) throws SelectorSyntaxException {
        DiscoveryConfig config = new DiscoveryConfig(DiscoveryConfig.DEFAULT_ADDRESS_TYPES, 10250, false, "");
        NodeTargets targets = new NodeTargets(config, LabelSelector.everything());
        List<KubeletTarget> told = new ArrayList<>();
        targets.subscribe(told::addAll);
        targets.nodes(List.of(
                new WatchedNode(new NodeMeta("a", Map.of()), List.of(new Address("InternalIP", "10.0.0.1")), 0, path)));
        return told.get(0);
    }

    private static List<String> endpoints(DiscoveryConfig config, WatchedNode... nodes) throws SelectorSyntaxException {
        NodeTargets targets = new NodeTargets(config, LabelSelector.parse(config.nodeSelector()));
        List<String> told = new ArrayList<>();
        targets.subscribe(all -> all.forEach(target -> told.add(target.node() + "=" + target.endpoint())));
        targets.nodes(List.of(nodes));
        return told;
    }

    private static WatchedNode node(String name, int port, Address... addresses) {
        return new WatchedNode(new NodeMeta(name, Map.of("name", name)), List.of(addresses), port);
    }
}
