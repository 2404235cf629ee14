package io.kubestats.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests that exhausted file descriptors are reported in one log line, and that the process recovers. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class FewDescriptorsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("listen=http://127\\.0\\.0\\.1:(\\d+)");
    private static final int GENEROUS = 1_000;
    private static final int FREE = 10;

    @TempDir
    private Path folder;

    @Test
    void saysSoInALineAndRecovers() throws Exception {
        int used = used(GENEROUS);
        Path log = folder.resolve("log");
        Process process = start(used + FREE, log);
        List<Socket> held = new ArrayList<>();
        try {
            int port = port(process, log);
            for (int i = 0; i < 4 * FREE; i++) {
                held.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log).content().contains("raise the limit of open files"));

            assertThat(Files.readString(log)).doesNotContain("\tat ", "Exception in thread");
            assertThat(Files.readAllLines(log)).hasSizeLessThan(15);
            for (Socket socket : held) {
                socket.close();
            }
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(probe(port)).startsWith("HTTP/1.1 200 "));
            assertThat(Files.readString(log)).doesNotContain("\tat ", "Exception in thread");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
            process.destroyForcibly().waitFor();
        }
    }

    /** Returns the number of file descriptors of a serving process. */
    private int used(int limit) throws Exception {
        Path log = folder.resolve("first-log");
        Process process = start(limit, log);
        try {
            assertThat(port(process, log)).isPositive();
            try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
                return (int) files.count();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(int limit, Path log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "ulimit -n " + limit + " && exec '" + java
                + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m"
                + " -Dorg.slf4j.simpleLogger.defaultLogLevel=info -Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=warn"
                + " -cp '" + jars() + "' io.kubestats.cli.Main serve --target worker-1=http://127.0.0.1:1"
                + " --metric-resolution 5s --listen 127.0.0.1:0";
        return new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Returns a class path of jars only: a jar stays open, while a class in a folder takes a descriptor to load. */
    private String jars() throws IOException {
        Path own = folder.resolve("kubestats.jar");
        if (!Files.exists(own)) {
            pack(Path.of("target/classes"), own);
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + own;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
    }

    private static int port(Process process, Path log) throws IOException {
        await().atMost(PATIENCE)
                .until(() -> LISTENING.matcher(Files.readString(log)).find() || !process.isAlive());
        Matcher listening = LISTENING.matcher(Files.readString(log));
        assertThat(listening.find()).as(Files.readString(log)).isTrue();
        return Integer.parseInt(listening.group(1));
    }

    private static String probe(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
