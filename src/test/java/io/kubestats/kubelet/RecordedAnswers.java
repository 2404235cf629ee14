package io.kubestats.kubelet;

import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Real kubelets' answers. */
final class RecordedAnswers {
    private RecordedAnswers() {}

    /** The bytes of a file such as {@code 1.35/stats-summary.json}. */
    static byte[] bytes(String file) {
        try (InputStream in = RecordedAnswers.class.getResourceAsStream("/io/kubestats/demo/kubelet/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded answer " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** The batch of a file that is asked for in full. */
    static NodeBatch full(String file) throws KubeletException {
        byte[] body = bytes(file);
        return BatchDecoder.summary(Lane.FULL).decode("n1", body, body.length);
    }
}
