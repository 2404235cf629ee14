package io.kubestats.kubelet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.tls.KubeletCredentials;
import io.kubestats.model.NodeBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The listener of one HTTP exchange, which validates and decodes the response. Status, media type, encoding and size
 * are checked on arrival, so that an unusable body is not read to its end. Not thread-safe. Jetty calls it from one
 * thread at a time.
 */
final class KubeletExchange implements Response.Listener {
    /** The maximum size of an error body, enough for its reason. */
    private static final int ERROR_BODY = 1_024;

    private static final int ERROR_TEXT = 100;

    /** The status before any response headers; without headers, Jetty reports a made-up status. */
    private static final int NO_HEAD = 0;

    private final KubeletLocation where;
    private final Duration timeout;
    private final int maxBodyBytes;
    private final BatchDecoder decoder;
    private final Outcome outcome;
    private final Clock clock;
    private ResponseBuffer body = new ResponseBuffer(0);
    private int status = NO_HEAD;
    private boolean gzip;

    KubeletExchange(
            KubeletLocation where,
            Duration timeout,
            int maxBodyBytes,
            BatchDecoder decoder,
            Outcome outcome,
            Clock clock) {
        this.where = where;
        this.timeout = timeout;
        this.maxBodyBytes = maxBodyBytes;
        this.decoder = decoder;
        this.outcome = outcome;
        this.clock = clock;
    }

    @Override
    public void onHeaders(Response response) {
        status = response.getStatus();
        if (HttpStatus.isInformational(status)) {
            // A protocol switch, or too many interim responses: Jetty would not end the exchange.
            abort(response, where.failure(Reason.HTTP_ERROR, "the kubelet answered " + status, null));
            return;
        }
        if (status != HttpStatus.OK_200) {
            body = new ResponseBuffer(ERROR_BODY);
            return;
        }
        body = new ResponseBuffer(maxBodyBytes);
        Optional<KubeletException> objection = objection(response);
        if (objection.isPresent()) {
            abort(response, objection.get());
        } else {
            body.expect(response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH));
        }
    }

    private Optional<KubeletException> objection(Response response) {
        String encoding = header(response, HttpHeader.CONTENT_ENCODING);
        gzip = encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
        if (!gzip && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            String what = "the answer's encoding is " + BodyExcerpt.of(encoding, 40) + ", not gzip";
            return Optional.of(where.failure(Reason.PARSE, what, null));
        }
        String type = header(response, HttpHeader.CONTENT_TYPE);
        if (!where.question().isAnsweredWith(KubeletQuery.mediaType(type))) {
            String found = type.isEmpty() ? "no content type" : "content type " + BodyExcerpt.of(type, 60);
            String wanted = ", not " + where.question().accept() + "; is a kubelet there?";
            return Optional.of(where.failure(Reason.PARSE, "the answer has " + found + wanted, null));
        }
        boolean fits = response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) <= maxBodyBytes;
        return fits ? Optional.empty() : Optional.of(tooLarge());
    }

    private static void abort(Response response, KubeletException why) {
        CompletableFuture<Boolean> unused = response.abort(why);
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        if (!body.append(content)) {
            abort(response, tooLarge());
        }
    }

    @Override
    public void onComplete(Result result) {
        Response response = result.getResponse();
        if (status != NO_HEAD && status != HttpStatus.OK_200) {
            // The status suffices, even if the explanatory body was too long or incomplete.
            outcome.refused(status, refusal(response));
        } else if (result.isSucceeded()) {
            decode();
        } else {
            outcome.failed(KubeletFailures.of(where, result.getFailure(), timeout));
        }
    }

    private void decode() {
        try {
            outcome.answered(gzip ? unzipped() : answer(body));
        } catch (KubeletException e) {
            outcome.failed(e);
        } catch (RuntimeException | Error e) {
            // The attempt must end even after a bug or an out-of-memory error.
            outcome.failed(where.failure(Reason.PARSE, "the answer cannot be decoded", e));
        } finally {
            body.release();
        }
    }

    private KubeletAnswer unzipped() throws KubeletException {
        try (GzipDecoder unzipper = GzipDecoder.take()) {
            ResponseBuffer plain = body.gunzip(unzipper);
            if (plain.length() > maxBodyBytes) {
                throw tooLarge();
            }
            return answer(plain);
        } catch (IOException e) {
            throw where.failure(Reason.PARSE, "the response is labelled gzip but is not, or is truncated", e);
        }
    }

    private KubeletAnswer answer(ResponseBuffer plain) throws KubeletException {
        NodeBatch batch = decoder.decode(where.target(), clock.millis(), plain.bytes(), plain.length());
        return new KubeletAnswer(batch, plain.length());
    }

    private KubeletException tooLarge() {
        return where.failure(
                Reason.TOO_LARGE,
                "the answer is larger than " + maxBodyBytes + " bytes; raise the limit with --kubelet-max-body-bytes",
                null);
    }

    private String cure() {
        if (!HttpScheme.HTTPS.is(where.uri().getScheme())) {
            return "credentials are not sent over plain http, use https";
        }
        return "check " + KubeletCredentials.TOKEN_FILE + " or " + KubeletCredentials.CLIENT_CERTIFICATE
                + ", and that the kubelet takes tokens (authentication.webhook)";
    }

    private KubeletException refusal(Response response) {
        String text = text(response);
        return switch (status) {
            case HttpStatus.UNAUTHORIZED_401 ->
                where.failure(
                        Reason.UNAUTHORIZED,
                        "401, the kubelet does not recognize our credentials; " + cure() + text,
                        null);
            case HttpStatus.FORBIDDEN_403 ->
                where.failure(
                        Reason.FORBIDDEN,
                        "403, the kubelet recognizes us but denies access; allow us to get the resource "
                                + where.question().permission() + text,
                        null);
            default ->
                where.failure(
                        Reason.HTTP_ERROR,
                        HttpStatus.isRedirection(status)
                                ? "the answer is a redirect (" + status + "), which is not followed"
                                : "the kubelet answered " + status + text,
                        null);
        };
    }

    private String text(Response response) {
        boolean readable = KubeletQuery.mediaType(header(response, HttpHeader.CONTENT_TYPE))
                        .startsWith("text/")
                && header(response, HttpHeader.CONTENT_ENCODING).isEmpty()
                && body.length() > 0;
        return readable
                ? ": " + BodyExcerpt.of(new String(body.bytes(), 0, body.length(), ISO_8859_1), ERROR_TEXT)
                : "";
    }

    private static String header(Response response, HttpHeader name) {
        String value = response.getHeaders().get(name);
        return value == null ? "" : value;
    }

    /** The callback for the result of an exchange; exactly one method is called, once. */
    interface Outcome {
        void answered(KubeletAnswer answer);

        /** The kubelet responded with a status other than 200. */
        void refused(int status, KubeletException failure);

        void failed(KubeletException failure);
    }
}
