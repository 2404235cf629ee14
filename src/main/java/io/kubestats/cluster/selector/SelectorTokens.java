package io.kubestats.cluster.selector;

import java.util.ArrayList;
import java.util.List;

/** A left-to-right tokenizer for label selectors. Not thread-safe. */
final class SelectorTokens {
    /**
     * A word or an operator sign.
     *
     * @param text token as written; empty at the end
     */
    record Token(String text, boolean isWord) {
        boolean is(String sign) {
            return text.equals(sign);
        }

        boolean isEnd() {
            return text.isEmpty();
        }
    }

    private static final Token END = new Token("", false);

    private final List<Token> tokens;
    private int next;

    private SelectorTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Returns the tokens of {@code text}. */
    static SelectorTokens of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c)) {
                at++;
                continue;
            }
            int end = isSign(c) ? endOfSign(text, at) : endOfWord(text, at);
            tokens.add(new Token(text.substring(at, end), !isSign(c)));
            at = end;
        }
        return new SelectorTokens(tokens);
    }

    /** Returns the next token without consuming it. */
    Token peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    /** Consumes and returns the next token. */
    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    private static int endOfSign(String text, int at) {
        boolean isDouble = text.startsWith("==", at) || text.startsWith("!=", at);
        return at + (isDouble ? 2 : 1);
    }

    private static int endOfWord(String text, int at) {
        int end = at;
        while (end < text.length() && !isSign(text.charAt(end)) && !isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isSign(char c) {
        return "=!(),><".indexOf(c) >= 0;
    }
}
