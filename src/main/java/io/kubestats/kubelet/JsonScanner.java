package io.kubestats.kubelet;

import org.jspecify.annotations.Nullable;

/**
 * Goes through JSON in UTF-8 where it stands, forwards, without an object for what it passes. What is no JSON, nested
 * too deep or too long is a {@link MalformedAnswerException}. Not safe for several threads.
 */
final class JsonScanner extends JsonValues {
    /** The Summary's own depth is 8; the rest is for fields to come. */
    static final int DEEPEST = 64;

    private static final int LONGEST_FIELD = 1_024;

    private final FieldNames names;
    private final LearnedText learned;

    private LearnedStep step;
    private String field = FieldNames.UNKNOWN;
    private int depth;
    private boolean first;

    /** Goes through the first {@code length} bytes; {@code learned} is this scanner's alone until it is done. */
    JsonScanner(byte[] body, int length, FieldNames names, LearnedText learned) {
        super(body, length);
        this.names = names;
        this.learned = learned;
        this.step = learned.start();
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
        field = textIsPlain() ? names.get(body, textFrom(), textTo()) : names.get(text());
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
            case '"' -> readText();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipNull();
            default -> readNumber();
        }
        return fields;
    }

    /** The name of the field that was reached last. */
    String field() {
        return field;
    }
}
