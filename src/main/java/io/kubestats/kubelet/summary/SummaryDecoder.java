package io.kubestats.kubelet.summary;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.AnomalyCounts;
import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.AnswerNames;
import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.answer.MalformedAnswerException;
import io.kubestats.kubelet.answer.NameCache;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A decoder for {@code /stats/summary} that turns bytes directly into records, without an intermediate tree.
 *
 * <p>A response to a query for the full form counts as full even without any field specific to that form, since idle
 * nodes and kubelets with few statistics send none. A response with such fields always counts as full, since some
 * kubelets ignore the query parameter. Thread-safe.
 */
public final class SummaryDecoder implements BatchDecoder {
    private final Lane asked;

    /** The learned text; null while in use, when other threads start with an empty one. */
    private final AtomicReference<@Nullable LearnedText> learned = new AtomicReference<>();

    public SummaryDecoder(Lane asked) {
        this.asked = requireNonNull(asked, "asked");
    }

    @Override
    public NodeBatch decode(KubeletTarget target, long receivedAtMillis, byte[] body, int length)
            throws KubeletException {
        LearnedText text = Objects.requireNonNullElseGet(learned.getAndSet(null), LearnedText::new);
        try {
            AnomalyCounts anomalies = new AnomalyCounts();
            JsonScanner json = new JsonScanner(body, length, FieldNames.OF_SUMMARY, text);
            SummaryTokens tokens = new SummaryTokens(
                    json,
                    AnswerLimits.of(target),
                    new AnswerNames(NameCache.SHARED),
                    new SummaryAnomalies(json, anomalies));
            return new SummaryReader(tokens, anomalies, target, receivedAtMillis).read(asked);
        } catch (MalformedAnswerException e) {
            throw failure(target, e.reason(), e.what() + position(body, e.at()), e);
        } catch (IOException e) {
            throw failure(target, Reason.PARSE, "it cannot be read", e);
        } finally {
            learned.set(text);
        }
    }

    private static String position(byte[] body, int at) {
        int line = 1;
        int lineFrom = 0;
        for (int i = 0; i < at; i++) {
            if (body[i] == '\n') {
                line++;
                lineFrom = i + 1;
            }
        }
        return " (line " + line + ", column " + (at - lineFrom + 1) + ", byte " + at + ")";
    }

    private static KubeletException failure(KubeletTarget target, Reason reason, String what, Exception cause) {
        return new KubeletException(
                reason, "node " + target.node() + ": the answer to /stats/summary is unusable: " + what, cause);
    }
}
