package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kubestats.testing.KubestatsProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the log stays short and readable under any number of rejected requests with any content. */
@Timeout(180)
class LogFloodTest {
    private static final Pattern LISTENING = Pattern.compile("listen=http://127\\.0\\.0\\.1:(\\d+)");
    private static final String FORGED = "\u001b[2J\u0085 level=\"ERROR\" forged";
    private static final int ROUNDS = 100;
    private static final int LONGEST_LINE = 300;

    private static final List<String> REFUSED = List.of(
            "GET / HTTP/1.1\r\nHost: a\r\nHost: " + "b".repeat(60_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a:b:" + "c".repeat(60_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(140_000) + "\r\n\r\n",
            "GET /" + "a".repeat(140_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http://" + FORGED + "/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /" + FORGED + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%" + FORGED + " HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /?" + FORGED + " HTTP/1.1\r\nHost: a\r\nAuthorization: " + FORGED + "\r\n\r\n",
            "GET / " + FORGED + "\r\nHost: a\r\n\r\n",
            FORGED + " / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\n" + FORGED + ": a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nExpect: " + FORGED + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + FORGED + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + FORGED + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nCookie: " + FORGED + "=\"" + FORGED + "\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
            "GET / HTTP");

    @TempDir
    private Path folder;

    @Test
    void staysShortAndReadable() throws Exception {
        try (KubestatsProcess process = KubestatsProcess.start(
                folder,
                Map.of(),
                List.of("serve", "--target", "worker-1=http://127.0.0.1:1", "--listen", "127.0.0.1:0"))) {
            int port = port(process);
            for (int i = 0; i < ROUNDS; i++) {
                for (String request : REFUSED) {
                    send(port, request);
                }
            }

            List<String> lines = process.log().lines().toList();
            assertThat(lines).hasSizeBetween(3, 60);
            assertThat(lines).allSatisfy(line -> assertThat(line).matches("[ -~]{0," + LONGEST_LINE + "}"));
            assertThat(process.log())
                    .contains("a request was refused as malformed: 431")
                    .doesNotContain(" forged");
        }
    }

    private static int port(KubestatsProcess process) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> LISTENING.matcher(process.log()).find() || !process.isAlive());
        Matcher listening = LISTENING.matcher(process.log());
        assertThat(listening.find()).as(process.log()).isTrue();
        return Integer.parseInt(listening.group(1));
    }

    private static void send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            try (InputStream in = socket.getInputStream()) {
                in.readAllBytes();
            }
        } catch (SocketException refused) {
            assertThat(refused).hasMessageMatching("(?i).*(reset|broken pipe|closed).*");
        }
    }
}
