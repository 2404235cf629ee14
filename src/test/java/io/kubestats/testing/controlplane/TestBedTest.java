package io.kubestats.testing.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestBedTest {
    @Test
    void takesProgramsWhereThereAreSomeAndLooksForNoEngine() {
        Path programs = Path.of("assets");

        TestBed bed = TestBed.choose(
                Optional.of(programs),
                () -> fail("nobody needs another kubectl"),
                () -> fail("nobody needs an engine"));

        assertThat(bed).isEqualTo(new TestBed.Built(programs));
        assertThat(TestBed.servers(bed)).isInstanceOf(LocalServers.class);
    }

    @Test
    void takesAContainerEngineWhereThereAreNoPrograms() {
        TestBed bed = TestBed.choose(Optional.empty(), () -> true, () -> true);

        assertThat(bed).isEqualTo(new TestBed.Containers());
    }

    @Test
    void saysWhatToDoWhereThereIsNeither() {
        assertThat(TestBed.choose(Optional.empty(), () -> true, () -> false))
                .isEqualTo(TestBed.choose(Optional.empty(), () -> false, () -> fail("it is of no use without kubectl")))
                .isInstanceOfSatisfying(
                        TestBed.Nothing.class,
                        nothing ->
                                assertThat(nothing.reason()).contains("run dev/assets", "container engine", "kubectl"));
    }
}
