package io.kubestats.kubelet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The texts, numbers and words of JSON in UTF-8, read where they stand. What is no JSON or too long is a
 * {@link MalformedAnswerException}. Not safe for several threads.
 */
abstract class JsonValues {
    /** A number of up to so many digits fits into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_NUMBER = 100;
    private static final int EXCERPT = 30;

    final byte[] body;
    final int end;

    /** Where the reading is. */
    int at;

    /** Where what was read last begins, for messages. */
    int tokenFrom;

    private int textFrom;
    private int textTo;
    private boolean textIsPlain;

    JsonValues(byte[] body, int length) {
        this.body = body;
        this.end = length;
    }

    /** Whether nothing but white space is left. */
    final boolean isAtEnd() {
        skipSpace();
        tokenFrom = at;
        return at == end;
    }

    /** The first byte of the value that follows. */
    final byte peek() throws MalformedAnswerException {
        tokenFrom = skipToToken();
        return body[at];
    }

    /** Whether what follows could be a JSON value, by its first byte. */
    final boolean isAtValue() throws MalformedAnswerException {
        byte one = peek();
        return "{[\"-tfn".indexOf(one) >= 0 || isDigit(one);
    }

    /** Passes over {@code null}. */
    final void skipNull() throws MalformedAnswerException {
        skipWord("null");
    }

    /** Reads the text that follows; {@link #textFrom} and {@link #text} tell of it. */
    final void readText() throws MalformedAnswerException {
        readText(LONGEST_TEXT);
    }

    /** The same for one of at most {@code longest} bytes. */
    final void readText(int longest) throws MalformedAnswerException {
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
    final int textFrom() {
        return textFrom;
    }

    /** Where it ends. */
    final int textTo() {
        return textTo;
    }

    /** Whether its bytes are its characters: ASCII without an escape. */
    final boolean textIsPlain() {
        return textIsPlain;
    }

    /** The text that was read last. */
    final String text() throws MalformedAnswerException {
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
    final long smallNumber() {
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
    final boolean readNumber() throws MalformedAnswerException {
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

    /** That what was read last is not what was wanted. */
    final MalformedAnswerException malformed(String what) {
        return new MalformedAnswerException(what, tokenFrom);
    }

    /** That there is no JSON here. */
    final MalformedAnswerException noJson() {
        String near = Excerpt.of(body, at - EXCERPT / 2, end, EXCERPT);
        return new MalformedAnswerException("it is not JSON, near \"" + near + "\"", at);
    }

    final MalformedAnswerException cutOff() {
        return new MalformedAnswerException("it is cut off", at);
    }

    final MalformedAnswerException tooMuch() {
        return new MalformedAnswerException("it is nested too deep, or a number or text in it is too long", at);
    }

    final void skipWord(String word) throws MalformedAnswerException {
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
    final int skipToToken() throws MalformedAnswerException {
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
