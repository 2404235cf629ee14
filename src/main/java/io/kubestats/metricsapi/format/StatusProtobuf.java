package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;
import java.util.List;

/** A Status as protobuf. */
record StatusProtobuf(ApiStatus status) implements ResponseBody {
    private static final ProtobufEnvelope ENVELOPE = new ProtobufEnvelope("v1", "Status");

    @Override
    public void writeTo(BodyWriter out) throws IOException {
        ProtobufBuffer buffer = new ProtobufBuffer();
        buffer.number(6, status.code());
        status.details().ifPresent(details -> details(buffer, details));
        buffer.string(4, status.reason());
        buffer.string(3, status.message());
        buffer.string(2, "Failure");
        buffer.listMetadata(1, status.continueToken());
        ENVELOPE.write(out, buffer);
    }

    private static void details(ProtobufBuffer buffer, ApiStatus.Details details) {
        int before = buffer.size();
        buffer.string(6, "");
        buffer.number(5, details.retryAfterSeconds());
        List<ApiStatus.Cause> causes = details.causes();
        for (int i = causes.size() - 1; i >= 0; i--) {
            int beforeCause = buffer.size();
            buffer.string(3, causes.get(i).field());
            buffer.string(2, causes.get(i).message());
            buffer.string(1, causes.get(i).reason());
            buffer.message(4, beforeCause);
        }
        buffer.string(3, details.kind());
        buffer.string(2, details.group());
        buffer.string(1, details.name());
        buffer.message(5, before);
    }
}
