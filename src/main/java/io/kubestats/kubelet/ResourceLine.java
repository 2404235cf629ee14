package io.kubestats.kubelet;

import io.kubestats.model.Reading;
import java.nio.charset.StandardCharsets;

/**
 * One sample line of Prometheus text: name, the labels that matter, value and time stamp. Made once for an answer and
 * set from line to line. Not safe for several threads.
 */
final class ResourceLine {
    private static final int LONGEST_LABEL = 1_024;

    private final byte[] body;
    private final NameCache names;
    private final ScaledDecimal decimal = new ScaledDecimal();
    private final byte[] value = new byte[LONGEST_LABEL];

    private int at;
    private int end;
    private int numberFrom;
    private int numberEnd;
    private String namespace = "";
    private String pod = "";
    private String container = "";
    private long timeMillis;

    ResourceLine(byte[] body, NameCache names) {
        this.body = body;
        this.names = names;
    }

    /** Goes to the line between {@code from} and {@code lineEnd} and reads its name; empty if it has none. */
    String name(int from, int lineEnd) {
        at = from;
        end = lineEnd;
        while (at < end && isNameByte(body[at])) {
            at++;
        }
        return ascii(from, at);
    }

    /** Reads what follows the name; false if that is not labels, a value and perhaps a time stamp. */
    boolean readSample() {
        namespace = "";
        pod = "";
        container = "";
        skipSpace();
        if (at < end && body[at] == '{' && !readLabels()) {
            return false;
        }
        skipSpace();
        numberFrom = at;
        numberEnd = skipWord();
        if (numberFrom == numberEnd) {
            return false;
        }
        skipSpace();
        return readTime();
    }

    /** The value times ten to the power of {@code scale}, or one of the constants of {@link ScaledDecimal}. */
    long value(int scale) {
        return decimal.parse(body, numberFrom, numberEnd, scale);
    }

    /** The sample's own time, Unix time; absent if it has none. */
    long timeMillis() {
        return timeMillis;
    }

    String namespace() {
        return namespace;
    }

    String pod() {
        return pod;
    }

    String container() {
        return container;
    }

    private boolean readTime() {
        timeMillis = Reading.ABSENT;
        if (at == end) {
            return true;
        }
        int from = at;
        int wordEnd = skipWord();
        skipSpace();
        timeMillis = decimal.parse(body, from, wordEnd, 0);
        return timeMillis >= 0 && at == end;
    }

    private boolean readLabels() {
        at++;
        while (true) {
            skipSpace();
            if (at < end && body[at] == '}') {
                at++;
                return true;
            }
            int from = at;
            while (at < end && isNameByte(body[at])) {
                at++;
            }
            String label = ascii(from, at);
            skipSpace();
            if (label.isEmpty() || !take('=')) {
                return false;
            }
            skipSpace();
            if (!readLabelValue(label)) {
                return false;
            }
            skipSpace();
            if (!take(',') && (at == end || body[at] != '}')) {
                return false;
            }
        }
    }

    private boolean readLabelValue(String label) {
        if (!take('"')) {
            return false;
        }
        int from = at;
        int length = 0;
        boolean ascii = true;
        while (at < end && body[at] != '"') {
            int one = body[at++];
            if (one == '\\') {
                if (at == end) {
                    return false;
                }
                one = unescaped(body[at++]);
            }
            ascii &= one >= 0;
            if (one == 0 || length == LONGEST_LABEL) {
                return false;
            }
            value[length++] = (byte) one;
        }
        if (from == end || !take('"')) {
            return false;
        }
        keep(label, ascii ? names.get(value, 0, length) : utf8(length));
        return true;
    }

    private void keep(String label, String text) {
        switch (label) {
            case "namespace" -> namespace = text;
            case "pod" -> pod = text;
            case "container" -> container = text;
            default -> {
                // The kubelet has no other label; one that comes to it does not change what these say.
            }
        }
    }

    /** The escaped character, 0 if there is no such escape. */
    private static int unescaped(int escape) {
        return switch (escape) {
            case '\\', '"' -> escape;
            case 'n' -> '\n';
            default -> 0;
        };
    }

    private String utf8(int length) {
        return new String(value, 0, length, StandardCharsets.UTF_8);
    }

    private String ascii(int from, int to) {
        return names.get(body, from, to);
    }

    private boolean take(char wanted) {
        if (at < end && body[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < end && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
    }

    private int skipWord() {
        while (at < end && body[at] != ' ' && body[at] != '\t') {
            at++;
        }
        return at;
    }

    private static boolean isNameByte(byte one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || one == '_'
                || one == ':';
    }
}
