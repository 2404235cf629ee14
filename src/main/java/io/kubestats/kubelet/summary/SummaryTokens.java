package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnswerLimits;
import io.kubestats.kubelet.answer.AnswerNames;
import io.kubestats.kubelet.answer.BodyExcerpt;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.answer.MalformedAnswerException;
import io.kubestats.kubelet.answer.SummaryNumber;
import io.kubestats.model.Anomaly;
import io.kubestats.model.PodRef;
import io.kubestats.model.Reading;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one Summary, as the few kinds of value that it consists of.
 *
 * <p>Each method that reads a value is called after its field's name. A value that cannot be used is absent and
 * counted, and so is one whose field has stood in the object before; {@code null} is absent. Only what is not JSON, or
 * exceeds the limits of one node, is a {@link MalformedAnswerException}. Not thread-safe.
 */
final class SummaryTokens {
    /** Bounds what an answer full of odd names can cost. */
    static final int MOST_UNKNOWN_FIELDS = 200_000;

    private static final int EXCERPT = 20;

    private final JsonScanner json;
    private final byte[] body;
    private final int length;
    private final AnswerLimits limits;
    private final AnswerNames names;
    private final SummaryAnomalies anomalies;
    private final SummaryNumbers numbers;
    private final TimestampParser times = new TimestampParser();

    private boolean voided;
    private int items;
    private int skippedItems;
    private int nameBytes;
    private int unknownFields;

    SummaryTokens(JsonScanner json, AnswerLimits limits, AnswerNames names, SummaryAnomalies anomalies) {
        this.json = json;
        this.body = json.body;
        this.length = json.end;
        this.limits = limits;
        this.names = names;
        this.anomalies = anomalies;
        this.numbers = new SummaryNumbers(json, anomalies);
    }

    /** Goes into the document's object. */
    void enterDocument() throws IOException {
        if (json.isAtEnd()) {
            throw malformed("it is empty");
        }
        if (json.peek() != '{') {
            throw json.isAtValue() ? malformed("it is not a JSON object") : json.noJson();
        }
        json.enterObject();
    }

    /** Makes sure that nothing follows the document. */
    void endDocument() throws IOException {
        if (!json.isAtEnd()) {
            throw json.isAtValue() ? malformed("something follows the end of the JSON") : json.noJson();
        }
    }

    /** Goes into a field's object; false if it is none. */
    boolean enterObject() throws IOException {
        if (isAt('{')) {
            json.enterObject();
            return true;
        }
        skipOther("an object");
        return false;
    }

    /** Goes into a field's array; false if it is none. */
    boolean enterArray() throws IOException {
        if (isAt('[')) {
            json.enterArray();
            return true;
        }
        skipOther("an array");
        return false;
    }

    /** Whether the field's value is of another kind than an array, and not null. */
    boolean isOtherThanArray() throws IOException {
        return voided || (json.peek() != '[' && json.peek() != 'n');
    }

    /** Goes to the object's next field, {@link FieldNames#UNKNOWN} if no kubelet sends it; null at its end. */
    @Nullable String nextField() throws IOException {
        String field = json.nextField();
        if (field != null && json.isRepeated()) {
            if (json.isInDocument()) {
                throw malformed('"' + field + "\" stands twice in the document");
            }
            countField("stands twice in one object");
            json.skip();
            voided = true;
        }
        return field;
    }

    /** Goes into the array's next object; false at its end. Items of other kinds are counted and skipped. */
    boolean nextItem() throws IOException {
        JsonScanner.Item item = json.nextItem();
        while (item == JsonScanner.Item.OTHER) {
            skipItem();
            item = json.nextItem();
        }
        if (item == JsonScanner.Item.END) {
            return false;
        }
        if (++items > limits.items()) {
            throw tooLarge(limits.moreItems());
        }
        return true;
    }

    private void skipItem() throws IOException {
        skippedItems++;
        countEntry("is not an object: " + BodyExcerpt.of(body, json.at, length, EXCERPT));
        json.skip();
    }

    /** How many items were not objects so far. */
    int skippedItems() {
        return skippedItems;
    }

    /** Passes over a value of any kind and depth. */
    void skip() throws IOException {
        if (unvoid()) {
            return;
        }
        unknownFields += 1 + json.skip();
        if (unknownFields > MOST_UNKNOWN_FIELDS) {
            throw malformed("it has more than " + MOST_UNKNOWN_FIELDS + " fields that no kubelet sends");
        }
    }

    /** Passes over a field that is known and not kept. */
    void skipKnown() throws IOException {
        if (!unvoid()) {
            json.skip();
        }
    }

    /** Reads a whole number of that kind. */
    long number(SummaryNumber kind) throws IOException {
        long small = voided ? -1 : json.smallNumber();
        if (small >= 0) {
            return numbers.checked(small, kind);
        }
        if (isAtNumber()) {
            return numbers.read(kind);
        }
        skipOther("a number");
        return Reading.ABSENT;
    }

    /** Reads a percentage; NaN if absent. */
    float percent() throws IOException {
        if (isAtNumber()) {
            return numbers.percent();
        }
        skipOther("a number");
        return Float.NaN;
    }

    /** Reads a time as Unix milliseconds. A time up to 1970, such as Go's zero time, was never set: absent. */
    long time() throws IOException {
        if (!isText()) {
            return Reading.ABSENT;
        }
        long millis = times.millis(body, json.textFrom(), json.textTo() - json.textFrom());
        if (millis == TimestampParser.INVALID) {
            countField("is not a time such as 2026-01-31T23:59:59Z");
            return Reading.ABSENT;
        }
        return millis <= 0 ? Reading.ABSENT : millis;
    }

    /** Reads a text that comes again with every scrape; empty if absent, or longer than {@code longest}. */
    String name(int longest) throws IOException {
        if (!isText()) {
            return "";
        }
        if (json.textIsPlain() && fits(json.textTo() - json.textFrom(), longest)) {
            return names.get(body, json.textFrom(), json.textTo());
        }
        return json.textIsPlain() ? "" : escaped(longest);
    }

    /** Reads a text that is one pod's alone: not looked for among those of all pods. */
    String uid() throws IOException {
        if (!isText()) {
            return "";
        }
        if (json.textIsPlain() && fits(json.textTo() - json.textFrom(), AnswerLimits.LONGEST_NAME)) {
            return json.token();
        }
        return json.textIsPlain() ? "" : escaped(AnswerLimits.LONGEST_NAME);
    }

    private String escaped(int longest) throws IOException {
        @Nullable String text = json.text();
        if (text == null) {
            countField("is not UTF-8");
            return "";
        }
        return fits(text.length(), longest) ? text : "";
    }

    private boolean fits(int textLength, int longest) throws IOException {
        if (textLength > longest) {
            countField("is longer than " + longest);
            return false;
        }
        nameBytes += textLength;
        if (nameBytes > limits.nameBytes()) {
            throw tooLarge(limits.moreNames());
        }
        return true;
    }

    /** Sets the pod that is read, for messages; null between pods. */
    void pod(@Nullable PodRef ref) {
        anomalies.pod(ref);
    }

    /** Counts an entry that cannot be used, where the scanner is. */
    void countEntry(String what) {
        anomalies.add(Anomaly.BAD_ENTRY, () -> what);
    }

    /** Counts a second entry of one name, where the scanner is. */
    void countDuplicate(String what) {
        anomalies.add(Anomaly.DUPLICATE, () -> what);
    }

    private void countField(String what) {
        anomalies.add(Anomaly.BAD_FIELD, () -> what);
    }

    MalformedAnswerException malformed(String what) {
        return json.malformed(what);
    }

    /** Says that the answer holds more than a node of that size can have. */
    MalformedAnswerException tooLarge(String what) {
        return new MalformedAnswerException(Reason.TOO_LARGE, what, json.at);
    }

    private boolean isAt(char first) throws IOException {
        return !voided && json.peek() == first;
    }

    private boolean isAtNumber() throws IOException {
        return !voided && json.isAtNumber();
    }

    private boolean isText() throws IOException {
        if (isAt('"')) {
            json.readText();
            return true;
        }
        skipOther("a text");
        return false;
    }

    /** Passes over a value that is not of the kind that was wanted; counts it unless it is null. */
    private void skipOther(String wanted) throws IOException {
        if (unvoid()) {
            return;
        }
        if (json.peek() != 'n') {
            countField("is not " + wanted + ": " + BodyExcerpt.of(body, json.at, length, EXCERPT));
        }
        json.skip();
    }

    /** Whether the value was skipped since its field stood there before. */
    private boolean unvoid() {
        boolean was = voided;
        voided = false;
        return was;
    }
}
