package io.kubestats.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The limit on open files of this process ({@code ulimit -n}). Clients get only a part of it: kubelets, the API server
 * and the JVM need descriptors too.
 *
 * @param files the maximum number of open files
 */
record DescriptorLimit(int files) {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";
    private static final int COMMON = 1_024;
    private static final int PART = 4;
    private static final int LEAST = 8;

    /** Reads the limit, or assumes a common one if it cannot be read. */
    static DescriptorLimit read() {
        return read(LIMITS);
    }

    static DescriptorLimit read(Path limits) {
        try {
            for (String line : Files.readAllLines(limits)) {
                if (line.startsWith(LINE)) {
                    String soft = line.substring(LINE.length()).strip().split(" ", 2)[0];
                    return new DescriptorLimit(soft.equals("unlimited") ? Integer.MAX_VALUE : clamped(soft));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return new DescriptorLimit(COMMON); // An operating system other than Linux.
        }
        return new DescriptorLimit(COMMON);
    }

    /** Returns the number of connections of one kind to allow, at most {@code wanted}. */
    int share(int wanted) {
        return Math.min(wanted, Math.max(LEAST, files / PART));
    }

    private static int clamped(String number) {
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(number));
    }
}
