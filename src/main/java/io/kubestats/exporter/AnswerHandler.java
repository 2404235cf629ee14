package io.kubestats.exporter;

import io.javalin.http.Context;
import io.kubestats.exporter.families.AcceptHeader;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.text.PrintableText;
import java.io.IOException;
import java.io.OutputStream;

/** Writer of responses in the negotiated format and content encoding, or of a one-line text for a refusal. */
public final class AnswerHandler {
    private static final int LONGEST_REFUSAL = 1_000;

    private AnswerHandler() {}

    /** Streams the response that {@code body} writes. */
    public static void stream(Context context, Body body) throws IOException {
        ExpositionFormat format = ExpositionFormat.accepted(context.header("Accept"));
        context.contentType(format.contentType()).header("Vary", "Accept, Accept-Encoding");
        if (acceptsGzip(context)) {
            context.header("Content-Encoding", "gzip");
            FastGzipStream gzip = new FastGzipStream(context.outputStream());
            try {
                body.write(gzip, format);
                gzip.finish();
            } finally {
                gzip.release();
            }
        } else {
            body.write(context.outputStream(), format);
        }
    }

    /** Responds with {@code status} and the reason. */
    public static void refuse(Context context, int status, String why) {
        context.status(status)
                .contentType("text/plain; charset=utf-8")
                .result(PrintableText.oneLine(why, LONGEST_REFUSAL) + '\n');
    }

    /** Rejects a request because the limit on concurrent expositions is reached. */
    public static void refuseAsTooMany(Context context) {
        context.header("Retry-After", "1");
        refuse(context, 503, "Too many expositions are in progress: try again.");
    }

    private static boolean acceptsGzip(Context context) {
        AcceptHeader codings = AcceptHeader.parse(context.header("Accept-Encoding"));
        return codings.quality(codings.names("gzip") ? "gzip" : "*") > 0;
    }

    /** Writes a body in the negotiated format. */
    public interface Body {
        void write(OutputStream out, ExpositionFormat format) throws IOException;
    }
}
