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
 * Targets from flags or a file, with all problems.
 *
 * @param targets valid targets, in the order given
 * @param problems one line per problem; empty if everything is valid
 */
public record ParsedTargets(List<KubeletTarget> targets, List<String> problems) {
    /** Maximum size of a targets file in bytes, enough for some 50,000 targets. */
    public static final int LARGEST_FILE = 4 << 20;

    public ParsedTargets {
        targets = List.copyOf(targets);
        problems = List.copyOf(problems);
    }

    /** Parses the values of the flag {@code --target}. */
    public static ParsedTargets ofFlags(List<String> values) {
        Collector collector = new Collector();
        values.forEach(value -> collector.add("--target", value));
        return collector.result();
    }

    /**
     * Parses a targets file: one {@code NAME=URL} per line; empty lines, and lines that begin with {@code #}, are
     * ignored. An unreadable file is reported as a problem.
     */
    public static ParsedTargets ofFile(Path file) {
        try {
            return ofText(file, read(file));
        } catch (IOException e) {
            return new ParsedTargets(List.of(), List.of(reason(file, e)));
        }
    }

    /** Parses the text of {@code file}. */
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

    /** Returns the file's text, which must be UTF-8 and within the size limit. */
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

    /** Returns a one-line reason why {@code file} could not be read. */
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

    /** Returns the union with {@code others}; a node in both is a problem. */
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

    /** A collector of targets and problems. */
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
