package io.kubestats.cluster.targets;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeNameRule;
import io.kubestats.cluster.TargetDiscovery;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.targets.WatchedNode.Address;
import io.kubestats.config.DiscoveryConfig;
import io.kubestats.health.NameSummary;
import io.kubestats.model.KubeletTarget;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovery of kubelets from watched Node objects: for each node that the selector matches, the first address of the
 * most preferred type. Nodes without such an address are not scraped, and logged once. Thread-safe.
 */
public final class NodeTargets implements TargetDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(NodeTargets.class);
    private static final int LARGEST_PORT = 65_535;

    private final DiscoveryConfig config;
    private final LabelSelector selector;
    private final Lock lock = new ReentrantLock(); // Held while listeners are called, so that calls never overlap
    private final List<Consumer<List<KubeletTarget>>> listeners = new ArrayList<>();
    private List<KubeletTarget> targets = List.of();
    private boolean published;
    private volatile Set<String> unreachable = Set.of();
    private final Set<String> ignoredPaths = ConcurrentHashMap.newKeySet(); // Nodes with an invalid annotation, logged

    /** Creates a discovery without nodes. */
    public NodeTargets(DiscoveryConfig config, LabelSelector selector) {
        this.config = requireNonNull(config, "config");
        this.selector = requireNonNull(selector, "selector");
    }

    /** Adds a listener, which is not called before the first list of nodes is complete. */
    @Override
    public void subscribe(Consumer<List<KubeletTarget>> listener) {
        lock.lock();
        try {
            listeners.add(requireNonNull(listener, "listener"));
            if (published) {
                listener.accept(targets);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns a remark on the nodes without an address of a preferred type, if any. */
    public Optional<String> remark() {
        List<String> names = unreachable.stream().sorted().toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("not scraped, since without an address of a type in --kubelet-preferred-address-types: "
                        + NameSummary.of(names));
    }

    /** Replaces all nodes. */
    public void nodes(Collection<WatchedNode> nodes) {
        List<KubeletTarget> found = new ArrayList<>();
        Set<String> without = new HashSet<>();
        for (WatchedNode node : nodes) {
            if (selector.matches(node.meta().labels())) {
                target(node).ifPresentOrElse(found::add, () -> without.add(report(node)));
            }
        }
        unreachable = Set.copyOf(without);
        ignoredPaths.retainAll(nodes.stream().map(node -> node.meta().name()).collect(Collectors.toSet()));
        found.sort(Comparator.comparing(KubeletTarget::node));
        lock.lock();
        try {
            if (!published || !found.equals(targets)) {
                published = true;
                targets = List.copyOf(found);
                listeners.forEach(listener -> listener.accept(targets));
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<KubeletTarget> target(WatchedNode node) {
        int port = config.useNodeStatusPort() && isPort(node.kubeletPort()) ? node.kubeletPort() : config.kubeletPort();
        for (String type : config.addressTypes()) {
            for (Address address : node.addresses()) {
                if (address.type().equals(type)) {
                    Optional<URI> endpoint = endpoint(address.host(), port);
                    if (endpoint.isPresent()) {
                        return Optional.of(new KubeletTarget(
                                node.meta().name(),
                                endpoint.get(),
                                node.meta().facts().capacity().pods(),
                                path(node)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the path of the kubelet's resource metrics: the node's annotation, if its value is a valid path. */
    private String path(WatchedNode node) {
        String annotation = node.resourceMetricsPath();
        if (annotation.isEmpty()) {
            return KubeletTarget.RESOURCE_METRICS_PATH;
        }
        Optional<String> path = ResourceMetricsPath.valid(annotation);
        if (path.isEmpty() && ignoredPaths.add(node.meta().name())) {
            LOG.atWarn()
                    .addKeyValue("node", node.meta().name())
                    .addKeyValue("value", NodeNameRule.shown(annotation))
                    .addKeyValue("rule", ResourceMetricsPath.RULE)
                    .addKeyValue("annotation", ResourceMetricsPath.ANNOTATION)
                    .log("annotation is ignored: it is not a plain path");
        }
        return path.orElse(KubeletTarget.RESOURCE_METRICS_PATH);
    }

    /** Returns the endpoint; empty if the node's address is not a valid host. */
    private static Optional<URI> endpoint(String host, int port) {
        try {
            URI endpoint = URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
            return endpoint.getHost() == null ? Optional.empty() : Optional.of(endpoint);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Logs an unreachable node once, and returns its name. */
    private String report(WatchedNode node) {
        String name = node.meta().name();
        if (!unreachable.contains(name)) {
            LOG.atWarn()
                    .addKeyValue("node", name)
                    .addKeyValue(
                            "addresses",
                            node.addresses().stream().map(Address::type).toList())
                    .addKeyValue("wanted", config.addressTypes())
                    .log("node is not scraped: it has no address of a type in --kubelet-preferred-address-types");
        }
        return name;
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= LARGEST_PORT;
    }
}
