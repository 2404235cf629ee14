package io.kubestats.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroppedNamesTest {
    private static final Pattern DROPPED =
            Pattern.compile("(tunl|gre|gretap|erspan|ip_vti|ip6_vti|sit|ip6tnl|ip6gre|ip6gretap)[0-9]+|lo"
                    + "|(veth|cali|cilium|lxc).*");

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "ens5", "eno1", "bond0", "gre", "green0", "gre0x", "lo0", "sit", "wlan0", ""})
    void keepsInterfacesThatMayCarryTraffic(String name) {
        assertThat(DroppedNames.isInterface(name)).isFalse();
    }

    @Property(tries = 500)
    void matchesAsThePatternDoes(@ForAll("names") String name) {
        assertThat(DroppedNames.isInterface(name))
                .as(name)
                .isEqualTo(DROPPED.matcher(name).matches());
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> starts = Arbitraries.of(
                "tunl",
                "gre",
                "gretap",
                "erspan",
                "ip_vti",
                "ip6_vti",
                "sit",
                "ip6tnl",
                "ip6gre",
                "ip6gretap",
                "lo",
                "veth",
                "cali",
                "cilium",
                "lxc",
                "eth",
                "ip6",
                "");
        Arbitrary<String> ends = Arbitraries.strings().withChars("019ax_").ofMaxLength(3);
        return Combinators.combine(starts, ends).as(String::concat);
    }
}
