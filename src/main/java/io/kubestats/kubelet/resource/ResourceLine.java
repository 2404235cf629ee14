package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One sample line of Prometheus text: the labels that matter, value and time stamp. Set from line to line, and from
 * answer to answer. Not thread-safe.
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
    /** The kubelet has no other label; one that comes to it does not change what these say. */
    private final Label other = new Label("", LONGEST_LABEL);

    private long timeMillis;

    ResourceLine(ExpectedNameMatcher names) {
        this.names = names;
    }

    /** Goes to another answer. */
    void begin(byte[] answer) {
        body = answer;
        namespace.begin();
        pod.begin();
        container.begin();
    }

    /** Lets the answer go. */
    void end() {
        body = NOTHING;
    }

    /** Goes to what follows a name and ends with the line at {@code lineEnd}. */
    void goTo(int nameEnd, int lineEnd) {
        at = nameEnd;
        end = lineEnd;
    }

    /** Reads what follows the name; false if that is not labels, a value and perhaps a time stamp. */
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

    /** Where the labels end, or the name if there are none. */
    int labelsEnd() {
        return labelsEnd;
    }

    /** Where the value begins. */
    int numberFrom() {
        return numberFrom;
    }

    /** The value times ten to the power of {@code scale}, or one of the constants of {@link ScaledDecimalParser}. */
    long value(int scale) {
        return number(numberFrom, numberEnd, scale);
    }

    /** The sample's own time, Unix time; absent if it has none. */
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

    /** Whether it says of which pod it is. */
    boolean hasPod() {
        return !namespace.empty && !pod.empty;
    }

    /** Whether it says of which container it is. */
    boolean hasContainer() {
        return !container.empty;
    }

    /** A hash code of namespace and pod. */
    int podHash() {
        return namespace.hash * 31 + pod.hash;
    }

    /** A hash code of the container's name. */
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
        timeMillis = millis == 0 ? Reading.ABSENT : millis; // That of 1970 was never set.
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

    /** The label whose name begins at {@code from} and ends here. */
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

    /** Keeps what begins at {@code from} and ends here; lines that follow one another have much in common. */
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

    /** Copies what stands before the closing quote; its length in bytes, below zero if it is too long or wrong. */
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

    /** The escaped character, 0 if there is no such escape. */
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

    /** ASCII that stands for itself. */
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
     * A label by its name, with its value in this line (empty if that is longer than any name of its kind), and the one
     * that it had last in this answer. Of the value, what is asked often is told without a look at the string.
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
