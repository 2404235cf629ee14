package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reusable parser for one sample line of Prometheus text: the relevant labels, the value and the timestamp. Not
 * thread-safe.
 */
final class ResourceLine {
    /** The end of the year 9999. */
    static final long LATEST_MILLIS = 253_402_300_799_999L;

    private static final int LONGEST_LABEL = 1_024;

    private static final byte[] NOTHING = {};

    private final ExpectedNameMatcher names;
    private final FastDecimalParser usual = new FastDecimalParser();
    private final ScaledDecimalParser decimal = new ScaledDecimalParser();
    private final byte[] value = new byte[LONGEST_LABEL];

    private byte[] body = NOTHING;
    private int at;
    private int end;
    private int labelsEnd;
    private int numberFrom;
    private int numberEnd;
    private final Label namespace = new Label("namespace", AnswerLimits.LONGEST_LABEL);
    private final Label pod = new Label("pod", AnswerLimits.LONGEST_NAME);
    private final Label container = new Label("container", AnswerLimits.LONGEST_LABEL);
    /** Sink for all other labels: the kubelet has none today, and a new one would not change the meaning of these. */
    private final Label other = new Label("", LONGEST_LABEL);

    private long timeMillis;

    ResourceLine(ExpectedNameMatcher names) {
        this.names = names;
    }

    /** Starts another response. */
    void begin(byte[] answer) {
        body = answer;
        namespace.begin();
        pod.begin();
        container.begin();
    }

    /** Releases the response. */
    void end() {
        body = NOTHING;
    }

    /** Moves to the text from the end of a metric name to the end of its line. */
    void goTo(int nameEnd, int lineEnd) {
        at = nameEnd;
        end = lineEnd;
    }

    /** Reads labels, value and optional timestamp; returns false if they are malformed. */
    boolean readSample() {
        namespace.clear();
        pod.clear();
        container.clear();
        timeMillis = Reading.ABSENT;
        skipSpace();
        if (at < end && body[at] == '{' && !readLabels()) {
            return false;
        }
        labelsEnd = at;
        skipSpace();
        numberFrom = at;
        numberEnd = skipWord();
        if (numberFrom == numberEnd) {
            return false;
        }
        skipSpace();
        return readTime();
    }

    /** Returns the index of the end of the labels, or of the name if there are no labels. */
    int labelsEnd() {
        return labelsEnd;
    }

    /** Returns the index of the start of the value. */
    int numberFrom() {
        return numberFrom;
    }

    /** Returns the value times 10^{@code scale}, or one of the constants of {@link ScaledDecimalParser}. */
    long value(int scale) {
        return number(numberFrom, numberEnd, scale);
    }

    /** Returns the timestamp of the sample as Unix time; absent if it has none. */
    long timeMillis() {
        return timeMillis;
    }

    String namespace() {
        return namespace.value;
    }

    String pod() {
        return pod.value;
    }

    String container() {
        return container.value;
    }

    /** Returns whether the labels identify a pod. */
    boolean hasPod() {
        return !namespace.empty && !pod.empty;
    }

    /** Returns whether the labels name a container. */
    boolean hasContainer() {
        return !container.empty;
    }

    /** Returns a hash code of namespace and pod. */
    int podHash() {
        return namespace.hash * 31 + pod.hash;
    }

    /** Returns a hash code of the container's name. */
    int containerHash() {
        return container.hash;
    }

    private long number(int from, int to, int scale) {
        long number = usual.read(body, from, to, scale);
        return number != FastDecimalParser.UNUSUAL && usual.end() == to ? number : decimal.parse(body, from, to, scale);
    }

    private boolean readTime() {
        if (at == end) {
            return true;
        }
        int from = at;
        int wordEnd = skipWord();
        skipSpace();
        long millis = number(from, wordEnd, 0);
        timeMillis = millis == 0 ? Reading.ABSENT : millis; // A zero timestamp was never set.
        return millis >= 0 && millis <= LATEST_MILLIS && at == end;
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
            Label label = label(from);
            boolean named = from < at;
            skipSpace();
            if (!named || !take('=')) {
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

    /** Returns the label whose name begins at {@code from} and ends at the current position. */
    private Label label(int from) {
        if (pod.is(body, from, at)) {
            return pod;
        }
        if (namespace.is(body, from, at)) {
            return namespace;
        }
        return container.is(body, from, at) ? container : other;
    }

    private boolean readLabelValue(Label label) {
        if (!take('"')) {
            return false;
        }
        int from = at;
        while (at < end && isPlain(body[at])) {
            at++;
        }
        if (at - from <= LONGEST_LABEL && at < end && body[at] == '"') {
            keep(label, from);
        } else {
            at = from;
            int length = unescape();
            if (length < 0) {
                return false;
            }
            label.set(new String(value, 0, length, StandardCharsets.UTF_8));
        }
        return take('"');
    }

    /** Sets a label from the text since {@code from}; reuses its last value, since adjacent lines share many values. */
    private void keep(Label label, int from) {
        if (at - from > label.longest) {
            label.clear();
            return;
        }
        if (!label.isLast(body, from, at) && label != other) {
            label.last(names.get(body, from, at), names.hash(), from, at);
        }
        label.setLast();
    }

    /** Unescapes the text up to the closing quote; returns its length in bytes, negative if too long or malformed. */
    private int unescape() {
        int length = 0;
        while (at < end && body[at] != '"') {
            int one = body[at++];
            if (one == '\\') {
                if (at == end) {
                    return -1;
                }
                one = unescaped(body[at++]);
            }
            if (one == 0 || length == LONGEST_LABEL) {
                return -1;
            }
            value[length++] = (byte) one;
        }
        return length;
    }

    /** Returns the escaped character; 0 for an unknown escape. */
    private static int unescaped(int escape) {
        return switch (escape) {
            case '\\', '"' -> escape;
            case 'n' -> '\n';
            default -> 0;
        };
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

    /** Returns whether a byte is ASCII that needs no unescaping. */
    private static boolean isPlain(byte one) {
        return one > 0 && one != '"' && one != '\\';
    }

    static boolean isNameByte(byte one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || one == '_'
                || one == ':';
    }

    /**
     * A label with its value in this line and its last value in this response. A value longer than any valid name of
     * its kind becomes empty. Hash code and emptiness are kept separately, so that using them does not read the string.
     */
    private static final class Label {
        private final byte[] name;
        private final int longest;
        private String value = "";
        private int hash;
        private boolean empty = true;
        private String last = "";
        private int lastHash;
        private int lastFrom;
        private int lastTo;

        Label(String name, int longest) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
            this.longest = longest;
        }

        void begin() {
            last = "";
            lastHash = 0;
            lastFrom = 0;
            lastTo = 0;
        }

        boolean is(byte[] text, int from, int to) {
            return to - from == name.length && Arrays.equals(text, from, to, name, 0, name.length);
        }

        boolean isLast(byte[] text, int from, int to) {
            return to - from == lastTo - lastFrom && Arrays.equals(text, from, to, text, lastFrom, lastTo);
        }

        void clear() {
            value = "";
            hash = 0;
            empty = true;
        }

        void set(String text) {
            value = text.length() > longest ? "" : text;
            hash = value.hashCode();
            empty = value.isEmpty();
        }

        void setLast() {
            value = last;
            hash = lastHash;
            empty = lastFrom == lastTo;
        }

        void last(String text, int itsHash, int from, int to) {
            last = text;
            lastHash = itsHash;
            lastFrom = from;
            lastTo = to;
        }
    }
}
