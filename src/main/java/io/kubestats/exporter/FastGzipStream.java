package io.kubestats.exporter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip stream at the fastest level: exposition text is so repetitive that higher levels gain little. */
final class FastGzipStream extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 1 << 14;

    FastGzipStream(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Releases the native memory; unlike closing, it does not make a truncated stream look complete. */
    void release() {
        def.end();
    }
}
