package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.KubeletTarget;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameProofsTest {
    private final NameProofs proofs = new NameProofs();

    @Test
    void nodesThatShareAnEndpointMustStateTheirNames() {
        proofs.targets(List.of(
                target("a", "https://10.0.0.1:10250"),
                target("b", "https://10.0.0.1:10250"),
                target("c", "https://10.0.0.1:10251"),
                target("d", "https://Host:10250"),
                target("e", "http://host:10250")));

        assertThat(List.of("a", "b", "c", "d", "e"))
                .filteredOn(proofs::isRequired)
                .containsExactly("a", "b", "d", "e");
    }

    @Test
    void nodeWhoseKubeletWasAnothersMustStateItsNameUntilItHas() {
        proofs.mistaken("a");
        boolean before = proofs.isRequired("a");

        proofs.confirmed("a");

        assertThat(before).isTrue();
        assertThat(proofs.isRequired("a")).isFalse();
    }

    @Test
    void forgetsNodesThatAreNoTargets() {
        proofs.mistaken("a");
        proofs.mistaken("b");

        proofs.targets(List.of(target("b", "https://10.0.0.1:10250")));

        assertThat(proofs.isRequired("a")).isFalse();
        assertThat(proofs.isRequired("b")).isTrue();
    }

    private static KubeletTarget target(String node, String endpoint) {
        return new KubeletTarget(node, URI.create(endpoint));
    }
}
