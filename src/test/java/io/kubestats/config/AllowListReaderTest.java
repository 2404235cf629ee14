package io.kubestats.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowListReaderTest {
    private final FlagReader reader = new FlagReader();

    @Test
    void readsTheFormOfKubeStateMetrics() {
        ObjectKeys keys = read("pods=[app,team],nodes=[*],namespaces=[kubernetes.io/metadata.name]");

        assertThat(reader.problems()).isEmpty();
        assertThat(keys.pods().patterns()).containsExactly("app", "team");
        assertThat(keys.nodes().patterns()).containsExactly("*");
        assertThat(keys.namespaces().patterns()).containsExactly("kubernetes.io/metadata.name");
    }

    @Test
    void joinsFlagsThatAreRepeatedAndTakesAStarForAllObjects() {
        ObjectKeys keys = read("pods=[app]", " *=[team, app] , pods=[tier]");

        assertThat(reader.problems()).isEmpty();
        assertThat(keys.pods().patterns()).containsExactly("app", "tier", "team");
        assertThat(keys.nodes().patterns()).containsExactly("team", "app");
        assertThat(keys.namespaces().patterns()).containsExactly("team", "app");
    }

    @Test
    void wantsNothingWhereNothingIsNamed() {
        assertThat(read("", "pods=[]")).isEqualTo(ObjectKeys.NONE);
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        read("pod=[app],pods=app,nodes=[a,,b c],namespaces=[*a*],", "pods=[x");

        assertThat(reader.problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        "--metric-labels \"pod=[app]\": no such objects: \"pod\"; there are nodes, pods, namespaces,"
                                + " and * for all of them",
                        "--metric-labels \"pods=app\": not OBJECTS=[KEY,...]; write for example"
                                + " pods=[app,team],nodes=[*]",
                        "--metric-labels \"nodes=[a,,b c]\": has an empty key",
                        "--metric-labels \"nodes=[a,,b c]\": \"b c\" is no key of labels or annotations",
                        "--metric-labels \"namespaces=[*a*]\": \"*a*\" has more than one *",
                        "--metric-labels: not OBJECTS=[KEY,...]; write for example pods=[app,team],nodes=[*]",
                        "--metric-labels \"pods=[x\": not OBJECTS=[KEY,...]; write for example"
                                + " pods=[app,team],nodes=[*]");
    }

    private ObjectKeys read(String... texts) {
        return AllowListReader.read(reader, "--metric-labels", List.of(texts));
    }
}
