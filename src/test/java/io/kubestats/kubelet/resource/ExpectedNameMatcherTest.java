package io.kubestats.kubelet.resource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.AnswerNames;
import io.kubestats.kubelet.answer.NameCache;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Tests that expectation changes the cost of a name, but not the name. */
class ExpectedNameMatcherTest {
    private final ExpectedNameMatcher order = new ExpectedNameMatcher(new AnswerNames(new NameCache(4, 4, 1L << 20)));

    @Property(tries = 500)
    void givesWhatIsWrittenWhateverWasWrittenBefore(
            @ForAll("answers") List<String> before, @ForAll("answers") List<String> after) {
        ExpectedNames learned = read(ExpectedNames.NONE, before);

        read(learned, after);
        read(learned, before);
    }

    @Provide
    Arbitrary<List<String>> answers() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(2).list().ofMaxSize(40);
    }

    @Test
    void givesTheSameStringsAgainThoughTheCacheHasLostThem() {
        List<String> names = names(0, 100);
        ExpectedNames learned = read(ExpectedNames.NONE, names);

        assertThat(read(learned, names)).isSameAs(learned);
        for (int i = 0; i < names.size(); i++) {
            assertThat(get(learned, names, i)).isSameAs(learned.name(i));
        }
    }

    @Test
    void goesOnAfterPodsThatCameAndThatWent() {
        ExpectedNames learned = read(ExpectedNames.NONE, names(0, 50));
        List<String> now = names(4, 50);
        now.add(10, "new");

        ExpectedNames next = read(learned, now);

        assertThat(next.size()).isEqualTo(now.size());
        assertThat(next.name(0)).isSameAs(learned.name(4));
        assertThat(next.name(10)).isEqualTo("new");
        assertThat(next.name(46)).isSameAs(learned.name(49));
    }

    @Test
    void learnsNothingOfAnAnswerThatIsTooLong() {
        assertThat(read(ExpectedNames.NONE, names(0, ExpectedNames.MOST)).size())
                .isEqualTo(ExpectedNames.MOST);
        assertThat(read(ExpectedNames.NONE, names(0, ExpectedNames.MOST + 1))).isSameAs(ExpectedNames.NONE);
    }

    @Test
    void forgetsANodeThatIsAskedNoMore() {
        ExpectedNamesCache nodes = new ExpectedNamesCache();
        ExpectedNames learned = read(ExpectedNames.NONE, names(0, 3));
        nodes.put("gone", learned);
        assertThat(nodes.of("gone")).isSameAs(learned);

        for (int cycle = 0; cycle < 10; cycle++) {
            for (int i = 0; i < 1_000; i++) {
                nodes.put("n" + i, nodes.of("n" + i).size() == 0 ? learned : nodes.of("n" + i));
            }
        }

        assertThat(nodes.of("gone")).isSameAs(ExpectedNames.NONE);
        assertThat(nodes.of("n7")).isSameAs(learned);
        assertThat(nodes.size()).isLessThanOrEqualTo(2_000);
    }

    /** Reads a response with these names, and returns the expectation for the next response. */
    private ExpectedNames read(ExpectedNames expected, List<String> names) {
        order.begin(expected);
        for (String name : names) {
            byte[] text = ("\"" + name + "\"").getBytes(US_ASCII);
            assertThat(order.get(text, 1, text.length - 1)).isEqualTo(name);
        }
        return order.learned();
    }

    private String get(ExpectedNames expected, List<String> names, int index) {
        order.begin(expected);
        String last = "";
        for (String name : names.subList(0, index + 1)) {
            byte[] text = name.getBytes(US_ASCII);
            last = order.get(text, 0, text.length);
        }
        return last;
    }

    private static List<String> names(int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            names.add("pod-" + i);
        }
        return names;
    }
}
