package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Recorded responses of real kubelets, with the node renamed to {@code n1}. */
public final class RecordedAnswers {
    /** Target of the recorded responses. */
    public static final KubeletTarget N1 = new KubeletTarget("n1", URI.create("https://10.0.0.1:10250"));

    /** Time of receipt, in milliseconds since the epoch. */
    public static final long RECEIVED = 1_795_489_090_000L;

    private RecordedAnswers() {}

    /** Returns the bytes of a file such as {@code 1.35/stats-summary.json}. */
    public static byte[] bytes(String file) {
        return bytes(file, N1.node());
    }

    /** Returns the bytes of a file with the node renamed to {@code node}. */
    public static byte[] bytes(String file, String node) {
        try (InputStream in = RecordedAnswers.class.getResourceAsStream("/io/kubestats/demo/kubelet/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded answer " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceFirst("(\"nodeName\": ?)\"[^\"]+\"", "$1\"" + node + "\"")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** Decodes a file as a response of the full lane. */
    public static NodeBatch full(String file) throws KubeletException {
        byte[] body = bytes(file);
        return new SummaryDecoder(Lane.FULL).decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
    }
}
