package io.kubestats.metricsapi.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A response body of unknown length. Its beginning is buffered until it is large enough to be worth compressing; then
 * the headers are sent and the body is streamed. Not thread-safe.
 */
public final class GzipWhenLarge extends OutputStream {
    /** The size from which Kubernetes compresses responses. */
    public static final int THRESHOLD_BYTES = 128 * 1024;

    private static final int FIRST_BUFFER = 8 * 1024;

    /** A callback that sets the headers before the first byte of the body. */
    public interface Headers {
        /** Called for a complete body of {@code length} bytes. */
        void plain(int length);

        /** Called for a body of unknown length. */
        void streamed(boolean gzip);
    }

    private final OutputStream target;
    private final Headers headers;
    private final boolean gzip;
    private byte[] held = new byte[FIRST_BUFFER];
    private int size;
    private OutputStream open = nullOutputStream();
    private boolean isOpen;

    /** Creates a body that is written to {@code target}, compressed if it is large and {@code gzip} is set. */
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

    /** A gzip stream of level 1, as in Kubernetes; it already reduces a list to a tenth. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, FIRST_BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
