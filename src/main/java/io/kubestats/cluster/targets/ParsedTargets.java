package io.kubestats.cluster.targets;

import io.kubestats.model.KubeletTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Targets from flags or a file, and everything that is wrong with them.
 *
 * @param targets those that could be read, in the order given
 * @param problems one line each; none if all is well
 */
public record ParsedTargets(List<KubeletTarget> targets, List<String> problems) {
    /** A larger targets file is not read: it would hold some 50,000 targets. */
    public static final int LARGEST_FILE = 4 << 20;

    public ParsedTargets {
        targets = List.copyOf(targets);
        problems = List.copyOf(problems);
    }

    /** Reads the values of the flag {@code --target}. */
    public static ParsedTargets ofFlags(List<String> values) {
        Collector collector = new Collector();
        values.forEach(value -> collector.add("--target", value));
        return collector.result();
    }

    /**
     * Reads a targets file: one {@code NAME=URL} in a line; empty lines, and lines that begin with {@code #}, do not
     * count. A file that cannot be read is a problem like any other.
     */
    public static ParsedTargets ofFile(Path file) {
        try {
            return ofText(file, read(file));
        } catch (IOException e) {
            return new ParsedTargets(List.of(), List.of(reason(file, e)));
        }
    }

    /** Reads what stands in {@code file}. */
    static ParsedTargets ofText(Path file, String text) {
        Collector collector = new Collector();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                collector.add(file + ":" + number, content);
            }
        }
        return collector.result();
    }

    /** The file's text, if it is UTF-8 and not too large. */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new IOException("larger than " + (LARGEST_FILE >> 20) + " MiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
    }

    /** Why {@code file} could not be read, in one line. */
    static String reason(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return file + ": there is no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return file + ": may not be read";
        }
        if (cause instanceof CharacterCodingException) {
            return file + ": is not UTF-8 text";
        }
        return file + ": cannot be read: " + cause.getMessage();
    }

    /** These and {@code others}; a node that stands in both is a problem. */
    ParsedTargets and(ParsedTargets others, String whence) {
        List<KubeletTarget> all = new ArrayList<>(targets);
        List<String> wrong = new ArrayList<>(problems);
        wrong.addAll(others.problems);
        Set<String> taken = targets.stream().map(KubeletTarget::node).collect(Collectors.toSet());
        for (KubeletTarget other : others.targets) {
            if (taken.contains(other.node())) {
                wrong.add(whence + ": node " + other.node() + " is given by a flag too");
            } else {
                all.add(other);
            }
        }
        return new ParsedTargets(all, wrong);
    }

    /** Gathers targets and problems. */
    private static final class Collector {
        private final Map<String, String> firstPlaces = new HashMap<>();
        private final List<KubeletTarget> targets = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        void add(String place, String text) {
            ParsedTarget parsed = ParsedTarget.parse(text);
            if (parsed instanceof ParsedTarget.Invalid invalid) {
                problems.add(place + ": " + invalid.problem());
            } else if (parsed instanceof ParsedTarget.Valid valid) {
                String node = valid.target().node();
                String first = firstPlaces.putIfAbsent(node, place);
                if (first == null) {
                    targets.add(valid.target());
                } else {
                    problems.add(place + ": node " + node + " is given twice"
                            + (first.equals(place) ? "" : ", first at " + first));
                }
            }
        }

        ParsedTargets result() {
            return new ParsedTargets(targets, problems);
        }
    }
}
