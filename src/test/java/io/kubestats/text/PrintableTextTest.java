package io.kubestats.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class PrintableTextTest {
    @Property
    void isAlwaysOneLineOfPrintableAsciiWithinTheLimit(
            @ForAll @StringLength(max = 300) String text, @ForAll @IntRange(min = 3, max = 250) int maxChars) {
        String escaped = PrintableText.escape(text, maxChars);

        assertThat(escaped.length()).isLessThanOrEqualTo(maxChars);
        assertThat(escaped).matches("[ -~]*");
    }

    @Property
    void escapesEveryCharacterOutsideOfPrintableAscii(@ForAll char c) {
        String escaped = PrintableText.escape(String.valueOf(c));

        assertThat(unescaped(escaped)).isEqualTo(String.valueOf(c));
        assertThat(escaped).matches("[ !#-\\[\\]-~]|\\\\[nrt\"\\\\]|\\\\u[0-9a-f]{4}");
    }

    @Property
    void losesNothingOfAShortText(@ForAll @StringLength(max = 40) String text) {
        assertThat(unescaped(PrintableText.escape(text, 240))).isEqualTo(text);
    }

    @Property
    void neverCutsAnEscapeInTwo(
            @ForAll @StringLength(min = 60, max = 90) @CharRange(from = '\u0000', to = '\u00a0') String text,
            @ForAll @IntRange(min = 3, max = 59) int maxChars) {
        String escaped = PrintableText.escape(text, maxChars);

        assertThat(escaped).endsWith("...");
        String kept = escaped.substring(0, escaped.length() - 3);
        assertThat(text).startsWith(unescaped(kept));
    }

    @Property
    void makesAnyMessageOneLineWithinTheLimitAndKeepsItsQuotes(
            @ForAll @StringLength(max = 300) String text, @ForAll @IntRange(min = 3, max = 250) int maxChars) {
        assertThat(PrintableText.oneLine(text, maxChars)).matches("[ -~]*").hasSizeLessThanOrEqualTo(maxChars);
        assertThat(PrintableText.oneLine("at \"\\\"\n", 100)).isEqualTo("at \"\\\"\\n");
    }

    @Example
    void keepsAnOrdinaryTextAsItIs() {
        assertThat(PrintableText.escape("/apis/metrics.k8s.io/v1beta1/nodes?limit=5"))
                .isEqualTo("/apis/metrics.k8s.io/v1beta1/nodes?limit=5");
    }

    @Example
    void showsALogForgeryForWhatItIs() {
        assertThat(PrintableText.escape("x\" level=\"INFO\"\r\n2026 WARN \u001b[2Jforged\u202e\u2028\u0085"))
                .isEqualTo("x\\\" level=\\\"INFO\\\"\\r\\n2026 WARN \\u001b[2Jforged\\u202e\\u2028\\u0085");
    }

    @Example
    void refusesALimitWithoutRoomForItsMark() {
        assertThatThrownBy(() -> PrintableText.escape("text", 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String unescaped(String escaped) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < escaped.length()) {
            char c = escaped.charAt(at++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = escaped.charAt(at++);
            switch (kind) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(escaped.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> text.append(kind);
            }
        }
        return text.toString();
    }
}
