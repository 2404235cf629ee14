package io.kubestats.cluster.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.RecordedApiServer;
import io.kubestats.config.KeyChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Benchmark of decoding one recorded pod of a list, in both forms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectFormBenchmark {
    private static final int PAGES = 100;
    private static final int PODS = 3 * PAGES;

    /** Wire format. */
    @Param({"json", "pb"})
    public String form = "";

    private final PodDecoder decoder = new PodDecoder(new Interner(1 << 18), KeyChoice.NONE, false);
    private String contentType = "";
    private byte[] list = {};

    /** Creates a large list by repeating a recorded page of three pods. */
    @Setup
    public void read() throws IOException {
        contentType = RecordedApiServer.contentType(form);
        byte[] page = RecordedApiServer.bytes("pods." + form);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (form.equals("json")) {
            String text = new String(page, UTF_8);
            String items = text.substring(text.indexOf("\"items\":[") + "\"items\":[".length(), text.lastIndexOf(']'));
            all.writeBytes(("{\"items\":[" + (items + ",").repeat(PAGES - 1) + items + "]}").getBytes(UTF_8));
        } else { // Concatenated messages form one message.
            int prefix = 4;
            all.write(page, 0, prefix);
            for (int i = 0; i < PAGES; i++) {
                all.write(page, prefix, page.length - prefix);
            }
        }
        list = all.toByteArray();
    }

    /** Decodes the whole list. */
    @Benchmark
    @OperationsPerInvocation(PODS)
    public List<PodMeta> decode() throws IOException {
        return DecodedList.of(contentType, list, WatchedKind.RUNNING_PODS.type(), decoder);
    }
}
