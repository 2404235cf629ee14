package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.util.List;

/** A Status as JSON or YAML, without empty fields. */
record StatusText(ApiStatus status) implements JsonBody {
    @Override
    public void writeJson(BodyWriter out) throws IOException {
        out.ascii("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{");
        if (!status.continueToken().isEmpty()) {
            out.ascii("\"continue\":");
            JsonText.write(out, status.continueToken());
        }
        out.ascii("},\"status\":\"Failure\",\"message\":");
        JsonText.write(out, status.message());
        if (!status.reason().isEmpty()) {
            out.ascii(",\"reason\":");
            JsonText.write(out, status.reason());
        }
        if (status.details().isPresent()) {
            out.ascii(",\"details\":");
            details(out, status.details().get());
        }
        out.ascii(",\"code\":");
        out.decimal(status.code());
        out.write('}');
    }

    private static void details(BodyWriter out, ApiStatus.Details details) throws IOException {
        Fields fields = new Fields(out);
        fields.text("name", details.name());
        fields.text("group", details.group());
        fields.text("kind", details.kind());
        if (!details.causes().isEmpty()) {
            fields.key("causes");
            causes(out, details.causes());
        }
        if (details.retryAfterSeconds() > 0) {
            fields.key("retryAfterSeconds");
            out.decimal(details.retryAfterSeconds());
        }
        fields.end();
    }

    private static void causes(BodyWriter out, List<ApiStatus.Cause> causes) throws IOException {
        out.write('[');
        for (int i = 0; i < causes.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            Fields fields = new Fields(out);
            fields.text("reason", causes.get(i).reason());
            fields.text("message", causes.get(i).message());
            fields.text("field", causes.get(i).field());
            fields.end();
        }
        out.write(']');
    }

    /** A writer of the fields of one object, which skips missing ones. */
    private static final class Fields {
        private final BodyWriter out;
        private int separator = '{';

        Fields(BodyWriter out) {
            this.out = out;
        }

        void text(String key, String value) throws IOException {
            if (!value.isEmpty()) {
                key(key);
                JsonText.write(out, value);
            }
        }

        void key(String key) throws IOException {
            out.write(separator);
            separator = ',';
            JsonText.write(out, key);
            out.write(':');
        }

        void end() throws IOException {
            if (separator == '{') {
                out.write('{');
            }
            out.write('}');
        }
    }
}
