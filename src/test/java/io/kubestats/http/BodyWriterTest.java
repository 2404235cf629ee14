package io.kubestats.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class BodyWriterTest {
    @Property(tries = 300)
    void writesWhatWasGivenWhateverTheBufferHolds(@ForAll @Size(max = 40) List<String> texts, @ForAll long number)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BodyWriter writer = new BodyWriter(out, 64);
        StringBuilder expected = new StringBuilder();

        for (String text : texts) {
            writer.utf8(text);
            writer.decimal(number);
            writer.ascii("ascii".repeat(text.length() % 20));
            writer.write('\n');
            expected.append(text)
                    .append(number)
                    .append("ascii".repeat(text.length() % 20))
                    .append('\n');
        }
        writer.flush();

        byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(writer.written()).isEqualTo(bytes.length);
    }

    @Property(tries = 500)
    void writesEachWholeNumberAsJavaPrintsIt(@ForAll long number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BodyWriter writer = new BodyWriter(out, 64);

        writer.decimal(number);
        writer.flush();

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(Long.toString(number));
    }
}
