package io.kubestats.metricsapi.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A body of which nobody knows the length beforehand. Its beginning is kept until it is clear whether it is large
 * enough to be worth compression; only then the client is told how it is encoded, and it flows. Not thread-safe.
 */
public final class GzipWhenLarge extends OutputStream {
    /** What Kubernetes takes for large. */
    public static final int THRESHOLD_BYTES = 128 * 1024;

    private static final int FIRST_BUFFER = 8 * 1024;

    /** Tells the client how the body is encoded, before its first byte. */
    public interface Headers {
        /** The body is complete and {@code length} bytes long. */
        void plain(int length);

        /** The body is of unknown length, and compressed or not. */
        void streamed(boolean gzip);
    }

    private final OutputStream target;
    private final Headers headers;
    private final boolean gzip;
    private byte[] held = new byte[FIRST_BUFFER];
    private int size;
    private OutputStream open = nullOutputStream();
    private boolean isOpen;

    /** A body to {@code target}, compressed if it is large and {@code gzip} is wanted. */
    public GzipWhenLarge(OutputStream target, Headers headers, boolean gzip) {
        this.target = target;
        this.headers = headers;
        this.gzip = gzip;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!isOpen && size + length > THRESHOLD_BYTES) {
            open();
        }
        if (isOpen) {
            open.write(bytes, offset, length);
            return;
        }
        if (size + length > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, size + length));
        }
        System.arraycopy(bytes, offset, held, size, length);
        size += length;
    }

    /** Ends the body. The target stays open. */
    public void finish() throws IOException {
        if (!isOpen) {
            headers.plain(size);
            target.write(held, 0, size);
        } else if (open instanceof GZIPOutputStream compressed) {
            compressed.finish();
        }
        target.flush();
    }

    private void open() throws IOException {
        headers.streamed(gzip);
        open = gzip ? new FastGzip(target) : target;
        isOpen = true;
        open.write(held, 0, size);
        held = new byte[0];
    }

    /** Level 1, as Kubernetes uses it: a list shrinks to a tenth already. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, FIRST_BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
