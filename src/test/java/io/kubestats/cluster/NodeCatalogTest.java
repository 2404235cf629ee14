package io.kubestats.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeCatalogTest {
    private final NodeCatalog catalog = NodeCatalog.of(List.of(
            new NodeMeta("n2", Map.of("zone", "b")),
            new NodeMeta("n3", Map.of()),
            new NodeMeta("n1", Map.of("zone", "a"))));

    @Test
    void listsNodesByName() {
        assertThat(catalog.nodes(LabelSelector.everything()))
                .extracting(NodeMeta::name)
                .containsExactly("n1", "n2", "n3");
    }

    @Test
    void selectsNodesByLabel() throws SelectorSyntaxException {
        assertThat(catalog.nodes(LabelSelector.parse("zone!=b")))
                .extracting(NodeMeta::name)
                .containsExactly("n1", "n3");
    }

    @Test
    void findsNodesByName() {
        assertThat(catalog.node("n2")).map(NodeMeta::labels).contains(Map.of("zone", "b"));
        assertThat(catalog.node("n4")).isEmpty();
    }
}
