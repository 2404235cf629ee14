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
 * A typed token reader for one Summary.
 *
 * <p>Each method that reads a value is called after its field's name. An unusable value, or one of a repeated field, is
 * counted and treated as absent; {@code null} is absent. Only input that is not JSON or that exceeds the limits of one
 * node raises {@link MalformedAnswerException}. Not thread-safe.
 */
final class SummaryTokens {
    /** The bound on the cost of a response full of unknown fields. */
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

    /** Enters the object of the document. */
    void enterDocument() throws IOException {
        if (json.isAtEnd()) {
            throw malformed("it is empty");
        }
        if (json.peek() != '{') {
            throw json.isAtValue() ? malformed("it is not a JSON object") : json.noJson();
        }
        json.enterObject();
    }

    /** Verifies that nothing follows the document. */
    void endDocument() throws IOException {
        if (!json.isAtEnd()) {
            throw json.isAtValue() ? malformed("something follows the end of the JSON") : json.noJson();
        }
    }

    /** Enters the object of a field; returns false if the value is not an object. */
    boolean enterObject() throws IOException {
        if (isAt('{')) {
            json.enterObject();
            return true;
        }
        skipOther("an object");
        return false;
    }

    /** Enters the array of a field; returns false if the value is not an array. */
    boolean enterArray() throws IOException {
        if (isAt('[')) {
            json.enterArray();
            return true;
        }
        skipOther("an array");
        return false;
    }

    /** Returns whether the value of the field is neither an array nor null. */
    boolean isOtherThanArray() throws IOException {
        return voided || (json.peek() != '[' && json.peek() != 'n');
    }

    /** Moves to the next field and returns its name, {@link FieldNames#UNKNOWN} if unknown; null at the end. */
    @Nullable String nextField() throws IOException {
        String field = json.nextField();
        if (field != null && json.isRepeated()) {
            if (json.isInDocument()) {
                throw malformed('"' + field + "\" occurs twice in the document");
            }
            countField("occurs twice in one object");
            json.skip();
            voided = true;
        }
        return field;
    }

    /** Enters the next object of an array; returns false at its end. Other items are counted and skipped. */
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

    /** Returns the number of skipped items that were not objects. */
    int skippedItems() {
        return skippedItems;
    }

    /** Skips the value of an unknown field, of any kind and depth. */
    void skip() throws IOException {
        if (unvoid()) {
            return;
        }
        unknownFields += 1 + json.skip();
        if (unknownFields > MOST_UNKNOWN_FIELDS) {
            throw malformed("it has more than " + MOST_UNKNOWN_FIELDS + " fields that no kubelet sends");
        }
    }

    /** Skips the value of a known field that is not stored. */
    void skipKnown() throws IOException {
        if (!unvoid()) {
            json.skip();
        }
    }

    /** Reads a whole number of the given kind. */
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

    /** Reads a time as Unix milliseconds. A time up to 1970, such as Go's zero time, was never set and is absent. */
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

    /** Reads a string that recurs in every scrape, interned; empty if absent or longer than {@code longest}. */
    String name(int longest) throws IOException {
        if (!isText()) {
            return "";
        }
        if (json.textIsPlain() && fits(json.textTo() - json.textFrom(), longest)) {
            return names.get(body, json.textFrom(), json.textTo());
        }
        return json.textIsPlain() ? "" : escaped(longest);
    }

    /** Reads a string that is unique to a pod, and therefore not interned. */
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

    /** Sets the current pod, for messages; null between pods. */
    void pod(@Nullable PodRef ref) {
        anomalies.pod(ref);
    }

    /** Counts an unusable entry at the current position. */
    void countEntry(String what) {
        anomalies.add(Anomaly.BAD_ENTRY, () -> what);
    }

    /** Counts a duplicate entry at the current position. */
    void countDuplicate(String what) {
        anomalies.add(Anomaly.DUPLICATE, () -> what);
    }

    private void countField(String what) {
        anomalies.add(Anomaly.BAD_FIELD, () -> what);
    }

    MalformedAnswerException malformed(String what) {
        return json.malformed(what);
    }

    /** Creates the exception for a response that exceeds the limits of the node. */
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

    /** Skips a value of an unexpected kind; counts it unless it is null. */
    private void skipOther(String wanted) throws IOException {
        if (unvoid()) {
            return;
        }
        if (json.peek() != 'n') {
            countField("is not " + wanted + ": " + BodyExcerpt.of(body, json.at, length, EXCERPT));
        }
        json.skip();
    }

    /** Returns whether the value was skipped because its field is repeated; resets that state. */
    private boolean unvoid() {
        boolean was = voided;
        voided = false;
        return was;
    }
}
