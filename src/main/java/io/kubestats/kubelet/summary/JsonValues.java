package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.MalformedAnswerException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A lexer for the scalar values of JSON in UTF-8, read in place. Input that is not JSON raises
 * {@link MalformedAnswerException}. Not thread-safe.
 */
abstract class JsonValues {
    /** The number of digits that always fit into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private static final int EXCERPT = 30;
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    final byte[] body;
    final int end;

    /** The current position. */
    int at;

    /** The start of the last token, for messages. */
    int tokenFrom;

    private int textFrom;
    private int textTo;
    private boolean textIsPlain;

    JsonValues(byte[] body, int length) {
        this.body = body;
        this.end = length;
    }

    /** Skips white space; returns whether the end of the input is reached. */
    final boolean isAtEnd() {
        skipSpace();
        tokenFrom = at;
        return at == end;
    }

    /** Returns the first byte of the next value. */
    final byte peek() throws MalformedAnswerException {
        tokenFrom = skipToToken();
        return body[at];
    }

    /** Returns whether the next token can be a JSON value, judging by its first byte. */
    final boolean isAtValue() throws MalformedAnswerException {
        return "{[\"tfn".indexOf(peek()) >= 0 || isAtNumber();
    }

    /** Returns whether the next token is a number, judging by its first bytes. */
    final boolean isAtNumber() throws MalformedAnswerException {
        byte one = peek();
        return isDigit(one) || (one == '-' && !isAtInfinity(at + 1));
    }

    private boolean isAtInfinity(int from) {
        return from < end && body[from] == 'I';
    }

    /** Skips {@code null}. */
    final void skipNull() throws MalformedAnswerException {
        skipWord("null");
    }

    /** Reads the next string; {@link #textFrom} and {@link #text} return the result. */
    final void readText() throws MalformedAnswerException {
        textFrom = ++at;
        boolean plain = true;
        while (at < end && body[at] != '"') {
            byte one = body[at];
            if (one < ' ' || one == '\\') {
                if (one >= 0 && one != '\\') {
                    throw noJson();
                }
                plain = false;
                if (one == '\\') {
                    skipEscape();
                }
            }
            at++;
        }
        if (at >= end) {
            at = end;
            throw cutOff();
        }
        textTo = at++;
        textIsPlain = plain;
    }

    /** Moves to the last byte of an escape sequence. */
    private void skipEscape() throws MalformedAnswerException {
        at++;
        if (at >= end) {
            throw cutOff();
        }
        if (body[at] != 'u') {
            if ("\"\\/bfnrt".indexOf(body[at]) < 0) {
                throw noJson();
            }
            return;
        }
        for (int i = 0; i < HEX_DIGITS; i++) {
            at++;
            if (at >= end) {
                throw cutOff();
            }
            if (Character.digit(body[at], HEX) < 0) {
                throw noJson();
            }
        }
    }

    /** Returns the start of the last string or number, without quotes. */
    final int textFrom() {
        return textFrom;
    }

    /** Returns the end of the last string or number, without quotes. */
    final int textTo() {
        return textTo;
    }

    /** Returns whether the last string is ASCII without escape sequences. */
    final boolean textIsPlain() {
        return textIsPlain;
    }

    /** Returns the last string, unescaped; null if it is not valid UTF-8. */
    final @Nullable String text() throws MalformedAnswerException {
        try {
            return JsonEscapes.resolve(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body, textFrom, textTo - textFrom))
                    .toString());
        } catch (CharacterCodingException e) {
            return null;
        } catch (IllegalArgumentException e) {
            throw noJson();
        }
    }

    /** Returns the last string or number, one character per byte. */
    final String token() {
        return new String(body, textFrom, textTo - textFrom, StandardCharsets.ISO_8859_1);
    }

    /** Reads an unsigned whole number of at most 18 digits; returns -1, without moving, for any other token. */
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
        textFrom = at;
        textTo = next;
        at = next;
        return number;
    }

    private static boolean isEndOfNumber(byte one) {
        return one == ',' || one == '}' || one == ']' || isSpace(one);
    }

    /** Reads the next number; returns whether it has neither fraction nor exponent. */
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

    /** Creates the exception for a last token that is valid JSON but unexpected. */
    final MalformedAnswerException malformed(String what) {
        return new MalformedAnswerException(what, tokenFrom);
    }

    /** Creates the exception for input that is not JSON at the current position. */
    final MalformedAnswerException noJson() {
        String near = BodyExcerpt.of(body, at - EXCERPT / 2, end, EXCERPT);
        return new MalformedAnswerException("it is not JSON, near \"" + near + "\"", at);
    }

    final MalformedAnswerException cutOff() {
        return new MalformedAnswerException("it is cut off", at);
    }

    /** Skips a scalar value, including NaN and infinities, which some libraries write although JSON lacks them. */
    final void skipScalar() throws MalformedAnswerException {
        switch (peek()) {
            case '"' -> readText();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipNull();
            case 'N' -> skipWord("NaN");
            case 'I' -> skipWord("Infinity");
            default -> {
                if (isAtNumber()) {
                    readNumber();
                } else if (body[at] == '-') {
                    skipWord("-Infinity");
                } else {
                    throw noJson();
                }
            }
        }
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

    /** Skips white space; returns the position of the next token. */
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
