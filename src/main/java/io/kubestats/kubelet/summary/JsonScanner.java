package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.MalformedAnswerException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A forward-only scanner for JSON in UTF-8 that creates no objects for tokens. Input that is not JSON raises
 * {@link MalformedAnswerException}. Not thread-safe.
 */
final class JsonScanner extends JsonValues {
    /** The maximum depth of entered objects and arrays; a Summary has 8. Skipped values may be nested to any depth. */
    static final int DEEPEST = 15;

    /** The marker of an object in {@link #indices}. */
    private static final int OBJECT = -1;

    private final FieldNames names;
    private final LearnedText learned;

    private LearnedStep step;
    private int depth;
    private boolean first;

    /** By depth: the current field of each object. */
    private final String[] fields = new String[DEEPEST + 1];

    /** By depth: the number of items reached in each array, or {@link #OBJECT}. */
    private final int[] indices = new int[DEEPEST + 1];

    /** By depth: the fields seen in each object, as bits of {@link FieldNames#bit}. */
    private final long[] seen = new long[DEEPEST + 1];

    private boolean repeated;

    /** Creates a scanner of the first {@code length} bytes with exclusive use of {@code learned}. */
    JsonScanner(byte[] body, int length, FieldNames names, LearnedText learned) {
        super(body, length);
        this.names = names;
        this.learned = learned;
        this.step = learned.start();
    }

    /** Enters the next value, an object. */
    void enterObject() {
        at++;
        goIntoObject();
    }

    /** Enters the next value, an array. */
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

    /** Moves to the next field and returns its name, {@link FieldNames#UNKNOWN} if unknown; null at the end. */
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

    /** Moves to the value of the object's next field; returns false at the end of the object. */
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

    /** Returns whether the current field has occurred in its object before. */
    boolean isRepeated() {
        return repeated;
    }

    /** Moves to the next item of the array, and enters it if it is an object. */
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
            // Text after this item must not be learned as a follower of the previous step.
            step = LearnedStep.unlearned();
            return Item.OTHER;
        }
        enterObject();
        learned.learn(step, body, from, at, LearnedStep.ITEM, wasFirst);
        step = learned.item(depth);
        return Item.OBJECT;
    }

    /** Leaves the object or array at its end and returns true; otherwise moves past a comma to the next element. */
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

    /** Skips a value of any kind and depth; returns the number of fields in it. */
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

    /** Returns the name of the current field. */
    String field() {
        return fields[depth];
    }

    /** Returns whether the current object is the document itself. */
    boolean isInDocument() {
        return depth == 1;
    }

    /** Returns the current path, such as {@code pods[12].containers[0].name}. */
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

    /** The kind of the next element of an array. */
    enum Item {
        /** An object, which has been entered. */
        OBJECT,
        /** A value of another kind, which is still to be read or skipped. */
        OTHER,
        /** The end of the array. */
        END
    }
}
