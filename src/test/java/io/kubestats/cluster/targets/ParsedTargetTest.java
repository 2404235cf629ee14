package io.kubestats.cluster.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.NodeNameRule;
import io.kubestats.model.KubeletTarget;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedTargetTest {
    @ParameterizedTest
    @CsvSource({
        "worker-1=https://10.0.0.7:10250, worker-1, https://10.0.0.7:10250",
        "worker-1=https://10.0.0.7, worker-1, https://10.0.0.7:10250",
        "worker-1=http://10.0.0.7, worker-1, http://10.0.0.7:10255",
        "worker-1=http://localhost:1, worker-1, http://localhost:1",
        "worker-1=https://10.0.0.7/, worker-1, https://10.0.0.7:10250",
        "worker-1=HTTPS://Node.Example.org:65535, worker-1, https://Node.Example.org:65535",
        "worker-1=https://[fd00::7]:10250, worker-1, https://[fd00::7]:10250",
        "worker-1=https://[::1], worker-1, https://[::1]:10250",
        "' worker-1 = https://10.0.0.7 ', worker-1, https://10.0.0.7:10250",
        "7.a-b.c=https://10.0.0.7, 7.a-b.c, https://10.0.0.7:10250"
    })
    void readsTarget(String text, String node, URI endpoint) {
        assertThat(ParsedTarget.parse(text)).isEqualTo(new ParsedTarget.Valid(new KubeletTarget(node, endpoint)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|expected NAME=URL",
                "https://10.0.0.7:10250|expected NAME=URL",
                "=https://10.0.0.7|name before '=' is empty",
                "Worker=https://10.0.0.7|'Worker' cannot be a node's name: lower-case",
                "-a=https://10.0.0.7|cannot be a node's name",
                "a-=https://10.0.0.7|cannot be a node's name",
                "a..b=https://10.0.0.7|cannot be a node's name",
                "a.-b=https://10.0.0.7|cannot be a node's name",
                "a-.b=https://10.0.0.7|cannot be a node's name",
                "a_b=https://10.0.0.7|cannot be a node's name",
                "a=|expected a URL that begins with https:// or http://",
                "a=10.0.0.7:10250|expected a URL that begins with https:// or http://",
                "a=ftp://10.0.0.7|scheme 'ftp' is not supported",
                "a=https://|cannot be read",
                "a=https:///x|no address",
                "a=https://fd00::7|IPv6 goes in brackets",
                "a=https://[fd00::7|cannot be read",
                "a=https://10.0.0.7:0|port 0 is not between 1 and 65535",
                "a=https://10.0.0.7:65536|port 65536 is not between 1 and 65535",
                "a=https://10.0.0.7:99999999999|address or port cannot be read",
                "a=https://10.0.0.7:x|address or port cannot be read",
                "a=https://under_score|address or port cannot be read",
                "a=https://10.0.0.7/stats/summary|a path is not accepted",
                "a=https://10.0.0.7?x=y|a query or fragment is not accepted",
                "a=https://10.0.0.7#x|a query or fragment is not accepted",
                "a=https://10.0.0.7 x|cannot be read: Illegal character in authority at character",
            })
    void saysWhatIsWrong(String text, String problem) {
        assertThat(ParsedTarget.parse(text))
                .isInstanceOfSatisfying(
                        ParsedTarget.Invalid.class,
                        invalid -> assertThat(invalid.problem()).contains(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=https://root:hunter2@10.0.0.7",
                "a=https://hunter2@10.0.0.7:1",
                "a=https://root:hun ter2@10.0.0.7",
                "a=https://root:hunter2@:1"
            })
    void neverRepeatsPassword(String text) {
        assertThat(ParsedTarget.parse(text))
                .isInstanceOfSatisfying(
                        ParsedTarget.Invalid.class,
                        invalid -> assertThat(invalid.problem())
                                .doesNotContain("hun")
                                .doesNotContain("root"));
    }

    @Test
    void nameMayBe253CharactersLongAndNoLonger() {
        String longest = "a".repeat(253);

        assertThat(NodeNameRule.isValid(longest)).isTrue();
        assertThat(NodeNameRule.isValid(longest + "a")).isFalse();
    }

    @Test
    void tellsAllProblemsOfAllFlags() {
        ParsedTargets parsed = ParsedTargets.ofFlags(
                List.of("a=https://10.0.0.1", "b", "c=ftp://x", "a=https://10.0.0.2", "d=http://10.0.0.4"));

        assertThat(parsed.targets()).extracting(KubeletTarget::node).containsExactly("a", "d");
        assertThat(parsed.problems())
                .containsExactly(
                        "--target: \"b\": expected NAME=URL, for example worker-1=https://10.0.0.7:10250",
                        "--target: c: scheme 'ftp' is not supported; use https or http",
                        "--target: node a is given twice");
    }

    @Property(tries = 1000)
    void anyTextGivesTargetOrOneLine(
            @ForAll @StringLength(max = 40) String name, @ForAll @StringLength(max = 40) String rest) {
        for (String text : List.of(name, name + "=" + rest, "a=https://" + rest, name + "=https://10.0.0.1" + rest)) {
            ParsedTarget parsed = ParsedTarget.parse(text);

            if (parsed instanceof ParsedTarget.Invalid invalid) {
                assertThat(invalid.problem()).isNotBlank().doesNotContain("\n", "\r");
            } else if (parsed instanceof ParsedTarget.Valid valid) {
                assertThat(valid.target().endpoint().getPort()).isBetween(1, 65_535);
                assertThat(valid.target().endpoint().getHost()).isNotEmpty();
            }
        }
    }

    @Test
    void validTargetReadsBackAsItself() {
        KubeletTarget target = new KubeletTarget("a", URI.create("https://[fd00::7]:10250"));

        assertThat(ParsedTarget.parse(target.node() + "=" + target.endpoint()))
                .isEqualTo(new ParsedTarget.Valid(target));
    }
}
