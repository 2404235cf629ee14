package io.kubestats.cluster;

import io.kubestats.cluster.selector.LabelSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of pods. Names are found by binary search; pods with a label by an index that each namespace creates on
 * the first query by label. Immutable and thread-safe.
 */
public final class PodCatalog implements PodLister {
    private static final Comparator<PodMeta> BY_NAMESPACE_AND_NAME =
            Comparator.comparing(PodMeta::namespace).thenComparing(PodMeta::name);

    private final Map<String, NamespacePods> namespaces;

    /** Created by the first query for all pods; two threads may create it concurrently, and either result is valid. */
    private volatile @Nullable List<PodMeta> everything;

    private PodCatalog(Map<String, NamespacePods> namespaces) {
        this.namespaces = namespaces;
    }

    /** Returns the catalogue of pods that are already sorted; the map must not change afterwards. */
    public static PodCatalog ofNamespaces(Map<String, NamespacePods> sorted) {
        return new PodCatalog(sorted);
    }

    /** Returns the catalogue of {@code pods}, whose pairs of namespace and name must be unique. */
    public static PodCatalog of(Collection<PodMeta> pods) {
        PodMeta[] ordered = pods.toArray(PodMeta[]::new);
        Arrays.sort(ordered, BY_NAMESPACE_AND_NAME);
        List<PodMeta> sorted = List.of(ordered);
        Map<String, NamespacePods> namespaces = new LinkedHashMap<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            String namespace = sorted.get(from).namespace();
            if (to == sorted.size() || !sorted.get(to).namespace().equals(namespace)) {
                namespaces.put(namespace, new NamespacePods(sorted.subList(from, to)));
                from = to;
            }
        }
        return new PodCatalog(namespaces);
    }

    @Override
    public Optional<PodMeta> pod(String namespace, String name) {
        NamespacePods inNamespace = namespaces.get(namespace);
        return inNamespace == null ? Optional.empty() : inNamespace.pod(name);
    }

    @Override
    public List<PodMeta> pods(LabelSelector selector) {
        if (selector.selectsEverything()) {
            return everything();
        }
        List<PodMeta> matching = new ArrayList<>();
        for (NamespacePods inNamespace : namespaces.values()) {
            inNamespace.addMatching(selector, matching);
        }
        return Collections.unmodifiableList(matching);
    }

    @Override
    public List<PodMeta> pods(String namespace, LabelSelector selector) {
        NamespacePods inNamespace = namespaces.get(namespace);
        if (inNamespace == null) {
            return List.of();
        }
        return selector.selectsEverything() ? inNamespace.all() : inNamespace.matching(selector);
    }

    private List<PodMeta> everything() {
        List<PodMeta> made = everything;
        if (made == null) {
            PodMeta[] all = namespaces.values().stream()
                    .flatMap(namespace -> namespace.all().stream())
                    .toArray(PodMeta[]::new);
            made = List.of(all);
            everything = made;
        }
        return made;
    }
}
