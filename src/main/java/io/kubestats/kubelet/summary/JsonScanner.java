package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.MalformedAnswerException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A forward scanner of JSON in UTF-8 that creates no object for what it passes. What is not JSON is a
 * {@link MalformedAnswerException}. Not thread-safe.
 */
final class JsonScanner extends JsonValues {
    /** Deepest object or array that is entered: that of a Summary is 8. What is skipped may be nested to any depth. */
    static final int DEEPEST = 15;

    /** In place of the index of an array's item, for an object. */
    private static final int OBJECT = -1;

    private final FieldNames names;
    private final LearnedText learned;

    private LearnedStep step;
    private int depth;
    private boolean first;

    /** By depth: the field of each object that was reached last. */
    private final String[] fields = new String[DEEPEST + 1];

    /** By depth: the index of each array's item that was reached last, or {@link #OBJECT}. */
    private final int[] indices = new int[DEEPEST + 1];

    /** By depth: the fields that each object had so far, as bits of {@link FieldNames#bit}. */
    private final long[] seen = new long[DEEPEST + 1];

    private boolean repeated;

    /** Goes through the first {@code length} bytes; {@code learned} is this scanner's alone until it is done. */
    JsonScanner(byte[] body, int length, FieldNames names, LearnedText learned) {
        super(body, length);
        this.names = names;
        this.learned = learned;
        this.step = learned.start();
    }

    /** Goes into the object that follows. */
    void enterObject() {
        at++;
        goIntoObject();
    }

    /** Goes into the array that follows. */
    void enterArray() {
        at++;
        first = true;
        indices[++depth] = 0;
    }

    private void goIntoObject() {
        first = true;
        indices[++depth] = OBJECT;
        fields[depth] = FieldNames.UNKNOWN;
        seen[depth] = 0;
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
        return reached(known.leadsTo(), known.bit());
    }

    private String reached(String field, long bit) {
        repeated = (seen[depth] & bit) != 0;
        seen[depth] |= bit;
        fields[depth] = field;
        return field;
    }

    private @Nullable String learnField() throws MalformedAnswerException {
        int from = at;
        boolean wasFirst = first;
        String name = readField();
        step = learned.learn(step, body, from, at, name == null ? LearnedStep.END : name, wasFirst);
        return name == null ? null : reached(name, FieldNames.OF_SUMMARY.bit(name));
    }

    private @Nullable String readField() throws MalformedAnswerException {
        if (!readFieldName()) {
            return null;
        }
        String text = textIsPlain() ? null : text();
        if (text != null) {
            return names.get(text);
        }
        return textIsPlain() ? names.get(body, textFrom(), textTo()) : FieldNames.UNKNOWN;
    }

    /** Goes to the value of the object's next field; false at its end. */
    private boolean readFieldName() throws MalformedAnswerException {
        if (leave('}')) {
            return false;
        }
        if (body[at] != '"') {
            throw noJson();
        }
        readText();
        skipToToken();
        if (body[at] != ':') {
            throw noJson();
        }
        at++;
        skipToToken();
        return true;
    }

    /** Whether the object has had the field before that was reached last. */
    boolean isRepeated() {
        return repeated;
    }

    /** Goes to the array's next item, and into it if it is an object. */
    Item nextItem() throws MalformedAnswerException {
        LearnedStep known = step.next(body, at, end, first);
        if (known == null) {
            return learnItem();
        }
        at += known.length();
        if (known.leadsTo().equals(LearnedStep.END)) {
            depth--;
            first = false;
            step = known;
            return Item.END;
        }
        indices[depth]++;
        goIntoObject();
        step = learned.item(depth);
        return Item.OBJECT;
    }

    private Item learnItem() throws MalformedAnswerException {
        int from = at;
        boolean wasFirst = first;
        if (leave(']')) {
            step = learned.learn(step, body, from, at, LearnedStep.END, wasFirst);
            return Item.END;
        }
        indices[depth]++;
        if (body[at] != '{') {
            step = LearnedStep.unlearned(); // What follows upon it is not what follows upon what came before.
            return Item.OTHER;
        }
        enterObject();
        learned.learn(step, body, from, at, LearnedStep.ITEM, wasFirst);
        step = learned.item(depth);
        return Item.OBJECT;
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

    /** Passes over a value of any kind and depth; returns how many fields were in it. */
    int skip() throws MalformedAnswerException {
        byte one = peek();
        if (one == '{' || one == '[') {
            return skipNested();
        }
        if (isDigit(one)) {
            readNumber();
        } else {
            skipScalar();
        }
        return 0;
    }

    private int skipNested() throws MalformedAnswerException {
        int skipped = 0;
        int outer = depth;
        BitSet arrays = new BitSet();
        do {
            byte one = peek();
            if (one == '{' || one == '[') {
                at++;
                first = true;
                depth++;
                arrays.set(depth - outer, one == '[');
            } else {
                skipScalar();
            }
            boolean atValue = false;
            while (depth > outer && !atValue) {
                boolean inArray = arrays.get(depth - outer);
                atValue = inArray ? !leave(']') : readFieldName();
                skipped += atValue && !inArray ? 1 : 0;
            }
        } while (depth > outer);
        return skipped;
    }

    /** The name of the field that was reached last. */
    String field() {
        return fields[depth];
    }

    /** Whether the object that is read is the document itself. */
    boolean isInDocument() {
        return depth == 1;
    }

    /** Where the scanner is, such as {@code pods[12].containers[0].name}. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 1; i <= depth; i++) {
            if (indices[i] != OBJECT) {
                path.append('[').append(indices[i] - 1).append(']');
            } else if (!fields[i].isEmpty()) {
                path.append(path.isEmpty() ? "" : ".").append(fields[i]);
            }
        }
        return path.toString();
    }

    /** What comes next in an array. */
    enum Item {
        /** An object, which was gone into. */
        OBJECT,
        /** A value of another kind, which is yet to be read or skipped. */
        OTHER,
        /** Nothing. */
        END
    }
}
