package io.kubestats.kubelet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.io.IOException;

/**
 * Decodes {@code /stats/summary}: a stream of tokens straight to records, no tree between.
 *
 * <p>An answer without any field that only the full form has is full all the same if the full form was asked for: so
 * answers an idle node, or one whose kubelet knows little. An answer that has them is full whatever was asked: so
 * answers a kubelet that ignores the parameter. Safe for any number of threads.
 */
final class SummaryDecoder implements BatchDecoder {
    /** The Summary's own depth is 8; the rest is for fields to come. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_FIELD = 1_024;
    private static final int EXCERPT = 30;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_FIELD)
                    .build())
            .errorReportConfiguration(ErrorReportConfiguration.builder()
                    .maxErrorTokenLength(EXCERPT)
                    .maxRawContentLength(0)
                    .build())
            .build();

    private final Lane asked;

    SummaryDecoder(Lane asked) {
        this.asked = requireNonNull(asked, "asked");
    }

    @Override
    public NodeBatch decode(String node, byte[] body, int length) throws KubeletException {
        try (JsonParser parser = JSON.createParser(body, 0, length)) {
            return read(node, parser, body, length);
        } catch (IOException e) {
            throw failure(node, "it cannot be read as JSON", JsonLocation.NA, e);
        }
    }

    private NodeBatch read(String node, JsonParser parser, byte[] body, int length) throws KubeletException {
        try {
            AnomalyCounts anomalies = new AnomalyCounts();
            return new SummaryReader(new SummaryTokens(parser, NameCache.SHARED, anomalies), anomalies)
                    .read(node, asked);
        } catch (MalformedAnswerException e) {
            throw failure(node, e.what(), e.location(), e);
        } catch (JsonEOFException e) {
            throw failure(node, "it is cut off", parser.currentLocation(), e);
        } catch (StreamConstraintsException e) {
            throw failure(
                    node, "it is nested too deep, or a number or text in it is too long", parser.currentLocation(), e);
        } catch (IOException | IllegalStateException e) {
            // Jackson reports a symbol table that was flooded on purpose as an illegal state.
            JsonLocation location = parser.currentLocation();
            int at = (int) Math.max(location.getByteOffset(), 0);
            boolean cutOff = at >= length && !parser.getParsingContext().inRoot();
            String what = cutOff
                    ? "it is cut off"
                    : "it is not JSON, near \"" + Excerpt.of(body, at - EXCERPT / 2, length, EXCERPT) + "\"";
            throw failure(node, what, location, e);
        }
    }

    private static KubeletException failure(String node, String what, JsonLocation location, Exception cause) {
        String position = location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ", byte "
                        + location.getByteOffset() + ")";
        return new KubeletException(
                KubeletException.Reason.PARSE,
                "node " + node + ": the answer to /stats/summary is unusable: " + what + position,
                cause);
    }
}
