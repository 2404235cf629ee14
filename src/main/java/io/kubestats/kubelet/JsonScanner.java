package io.kubestats.kubelet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Goes through JSON in UTF-8 where it stands, forwards, without an object for what it passes. What is no JSON, nested
 * too deep or too long is a {@link MalformedAnswerException}. Not safe for several threads.
 */
final class JsonScanner {
    /** The Summary's own depth is 8; the rest is for fields to come. */
    static final int DEEPEST = 64;

    /** A number of up to so many digits fits into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_FIELD = 1_024;
    private static final int EXCERPT = 30;

    private final byte[] body;
    private final int end;
    private final FieldNames names;
    private final LearnedText learned;

    private LearnedStep step;
    private String field = FieldNames.UNKNOWN;
    private int at;
    private int depth;
    private boolean first;
    private int tokenFrom;
    private int textFrom;
    private int textTo;
    private boolean textIsPlain;

    /** Goes through the first {@code length} bytes; {@code learned} is this scanner's alone until it is done. */
    JsonScanner(byte[] body, int length, FieldNames names, LearnedText learned) {
        this.body = body;
        this.end = length;
        this.names = names;
        this.learned = learned;
        this.step = learned.start();
    }

    /** Whether nothing but white space is left. */
    boolean isAtEnd() {
        skipSpace();
        tokenFrom = at;
        return at == end;
    }

    /** The first byte of the value that follows. */
    byte peek() throws MalformedAnswerException {
        tokenFrom = skipToToken();
        return body[at];
    }

    /** Whether what follows could be a JSON value, by its first byte. */
    boolean isAtValue() throws MalformedAnswerException {
        byte one = peek();
        return "{[\"-tfn".indexOf(one) >= 0 || isDigit(one);
    }

    /** Goes into the object or array that follows. */
    void enter() throws MalformedAnswerException {
        at++;
        goInto();
    }

    private void goInto() throws MalformedAnswerException {
        if (++depth > DEEPEST) {
            throw tooMuch();
        }
        first = true;
    }

    /** Goes to the object's next field: its name, {@link FieldNames#UNKNOWN} for none of ours; null at its end. */
    @Nullable String nextField() throws MalformedAnswerException {
        LearnedStep known = step.next(body, at, end, first);
        if (known == null) {
            return learnField();
        }
        tokenFrom = at;
        at += known.length();
        first = false;
        step = known;
        if (known.leadsTo().equals(LearnedStep.END)) {
            depth--;
            return null;
        }
        field = known.leadsTo();
        return field;
    }

    private @Nullable String learnField() throws MalformedAnswerException {
        int from = at;
        boolean wasFirst = first;
        String name = readField();
        step = learned.learn(step, body, from, at, name == null ? LearnedStep.END : name, wasFirst);
        return name;
    }

    private @Nullable String readField() throws MalformedAnswerException {
        if (leave('}')) {
            return null;
        }
        if (body[at] != '"') {
            throw noJson();
        }
        readText(LONGEST_FIELD);
        field = textIsPlain ? names.get(body, textFrom, textTo) : names.get(text());
        skipToToken();
        if (body[at] != ':') {
            throw noJson();
        }
        at++;
        skipToToken();
        return field;
    }

    /** Goes into the array's next object; false at its end. */
    boolean nextObject() throws MalformedAnswerException {
        LearnedStep known = step.next(body, at, end, first);
        if (known == null) {
            return learnObject();
        }
        at += known.length();
        if (known.leadsTo().equals(LearnedStep.END)) {
            depth--;
            first = false;
            step = known;
            return false;
        }
        goInto();
        step = learned.item(depth);
        return true;
    }

    private boolean learnObject() throws MalformedAnswerException {
        int from = at;
        boolean wasFirst = first;
        if (leave(']')) {
            step = learned.learn(step, body, from, at, LearnedStep.END, wasFirst);
            return false;
        }
        if (body[at] != '{') {
            throw new MalformedAnswerException("an object was expected in the array", at);
        }
        enter();
        learned.learn(step, body, from, at, LearnedStep.ITEM, wasFirst);
        step = learned.item(depth);
        return true;
    }

    /** Goes out of the object or array, if that is its end, or else past the comma to what comes next in it. */
    private boolean leave(char close) throws MalformedAnswerException {
        tokenFrom = skipToToken();
        if (body[at] == close) {
            at++;
            depth--;
            first = false;
            return true;
        }
        if (!first) {
            if (body[at] != ',') {
                throw noJson();
            }
            at++;
            tokenFrom = skipToToken();
        }
        first = false;
        return false;
    }

    /** Passes over {@code null}. */
    void skipNull() throws MalformedAnswerException {
        skipWord("null");
    }

    /** Passes over a value of any kind and depth; how many fields were in it. */
    int skip() throws MalformedAnswerException {
        int fields = 0;
        switch (peek()) {
            case '{' -> {
                enter();
                while (readField() != null) {
                    fields += 1 + skip();
                }
            }
            case '[' -> {
                enter();
                while (!leave(']')) {
                    fields += skip();
                }
            }
            case '"' -> readText(LONGEST_TEXT);
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipNull();
            default -> readNumber();
        }
        return fields;
    }

    /** Reads the text that follows; see {@link #textFrom}. */
    void readText() throws MalformedAnswerException {
        readText(LONGEST_TEXT);
    }

    private void readText(int longest) throws MalformedAnswerException {
        textFrom = ++at;
        boolean plain = true;
        while (at < end && body[at] != '"') {
            byte one = body[at];
            if (one < ' ' || one == '\\') {
                if (one >= 0 && one != '\\') {
                    throw noJson();
                }
                plain = false;
                at += one == '\\' ? 1 : 0;
            }
            at++;
        }
        if (at >= end) {
            at = end;
            throw cutOff();
        }
        textTo = at++;
        textIsPlain = plain;
        if (textTo - textFrom > longest) {
            throw tooMuch();
        }
    }

    /** Where the text or number begins that was read last, without quotes. */
    int textFrom() {
        return textFrom;
    }

    /** Where it ends. */
    int textTo() {
        return textTo;
    }

    /** Whether its bytes are its characters: ASCII without an escape. */
    boolean textIsPlain() {
        return textIsPlain;
    }

    /** The text that was read last. */
    String text() throws MalformedAnswerException {
        try {
            return JsonEscapes.resolve(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body, textFrom, textTo - textFrom))
                    .toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw noJson();
        }
    }

    /** Reads a whole number without a sign, of a length that fits into a {@code long}; -1 if something else follows. */
    long smallNumber() {
        int most = Math.min(end, at + SAFE_DIGITS);
        long number = 0;
        int next = at;
        while (next < most && isDigit(body[next])) {
            number = number * 10 + body[next] - '0';
            next++;
        }
        if (next == at || next == end || !isEndOfNumber(body[next]) || (body[at] == '0' && next > at + 1)) {
            return -1;
        }
        at = next;
        return number;
    }

    private static boolean isEndOfNumber(byte one) {
        return one == ',' || one == '}' || one == ']' || isSpace(one);
    }

    /** Reads the number that follows; whether it is a whole one. */
    boolean readNumber() throws MalformedAnswerException {
        int from = at;
        at += body[at] == '-' ? 1 : 0;
        int digits = at;
        skipDigits();
        if (body[digits] == '0' && at > digits + 1) {
            throw noJson();
        }
        boolean whole = true;
        if (at < end && body[at] == '.') {
            at++;
            skipDigits();
            whole = false;
        }
        if (at < end && (body[at] | 0x20) == 'e') {
            at++;
            at += at < end && (body[at] == '+' || body[at] == '-') ? 1 : 0;
            skipDigits();
            whole = false;
        }
        textFrom = from;
        textTo = at;
        if (at - from > LONGEST_NUMBER) {
            throw tooMuch();
        }
        return whole;
    }

    private void skipDigits() throws MalformedAnswerException {
        int from = at;
        while (at < end && isDigit(body[at])) {
            at++;
        }
        if (at == end) {
            throw cutOff();
        }
        if (at == from) {
            throw noJson();
        }
    }

    /** The name of the field that was reached last. */
    String field() {
        return field;
    }

    /** That what was read last is not what was wanted. */
    MalformedAnswerException malformed(String what) {
        return new MalformedAnswerException(what, tokenFrom);
    }

    /** That there is no JSON here. */
    MalformedAnswerException noJson() {
        String near = Excerpt.of(body, at - EXCERPT / 2, end, EXCERPT);
        return new MalformedAnswerException("it is not JSON, near \"" + near + "\"", at);
    }

    private MalformedAnswerException cutOff() {
        return new MalformedAnswerException("it is cut off", at);
    }

    private MalformedAnswerException tooMuch() {
        return new MalformedAnswerException("it is nested too deep, or a number or text in it is too long", at);
    }

    private void skipWord(String word) throws MalformedAnswerException {
        for (int i = 0; i < word.length(); i++) {
            if (at == end) {
                throw cutOff();
            }
            if (body[at] != word.charAt(i)) {
                throw noJson();
            }
            at++;
        }
    }

    /** Goes to what is no white space. */
    private int skipToToken() throws MalformedAnswerException {
        skipSpace();
        if (at == end) {
            throw cutOff();
        }
        return at;
    }

    private void skipSpace() {
        while (at < end && isSpace(body[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }

    static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }
}
