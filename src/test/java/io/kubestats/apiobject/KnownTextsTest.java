package io.kubestats.apiobject;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KnownTextsTest {
    private final KnownTexts texts = new KnownTexts();

    @Property
    void tellsEachTextThatItIsGiven(@ForAll String one, @ForAll String other) {
        for (String text : new String[] {one, other, one}) {
            byte[] bytes = (" " + text + " ").getBytes(UTF_8);

            assertThat(texts.text(bytes, 1, bytes.length - 1)).isEqualTo(new String(bytes, 1, bytes.length - 2, UTF_8));
        }
    }

    @Test
    void makesATextOnceThatComesAgain() {
        byte[] bytes = "kube-system".getBytes(UTF_8);

        assertThat(texts.text(bytes, 0, bytes.length)).isSameAs(texts.text(bytes, 0, bytes.length));
    }
}
