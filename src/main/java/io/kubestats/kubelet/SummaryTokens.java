package io.kubestats.kubelet;

import io.kubestats.model.Anomaly;
import io.kubestats.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one Summary, as the few kinds of value that it is made of.
 *
 * <p>Each method that reads a value is called after its field's name, takes {@code null} as absent, and throws
 * {@link MalformedAnswerException} for any other kind. Not safe for several threads.
 */
final class SummaryTokens {
    /** A node with 500 pods, 10 interfaces each, has a tenth of that. */
    static final int MOST_ITEMS = 100_000;

    /** Bounds what an answer full of odd names can cost. */
    static final int MOST_UNKNOWN_FIELDS = 200_000;

    private final JsonScanner json;
    private final byte[] body;
    private final NameCache names;
    private final AnomalyCounts anomalies;
    private final Rfc3339 times = new Rfc3339();
    private int items;
    private int unknownFields;

    SummaryTokens(JsonScanner json, byte[] body, NameCache names, AnomalyCounts anomalies) {
        this.json = json;
        this.body = body;
        this.names = names;
        this.anomalies = anomalies;
    }

    /** Goes into the document's object. */
    void enterDocument() throws IOException {
        if (json.isAtEnd()) {
            throw malformed("it is empty");
        }
        if (json.peek() != '{') {
            throw json.isAtValue() ? malformed("it is not a JSON object") : json.noJson();
        }
        json.enter();
    }

    /** Makes sure that nothing follows the document. */
    void endDocument() throws IOException {
        if (!json.isAtEnd()) {
            throw json.isAtValue() ? malformed("something follows the end of the JSON") : json.noJson();
        }
    }

    /** Goes into a field's object; false if it is null. */
    boolean enterObject() throws IOException {
        return enter('{', "an object");
    }

    /** Goes into a field's array; false if it is null. */
    boolean enterArray() throws IOException {
        return enter('[', "an array");
    }

    /** Goes to the object's next field, {@link FieldNames#UNKNOWN} if no kubelet sends it; null at its end. */
    @Nullable String nextField() throws IOException {
        return json.nextField();
    }

    /** Goes into the array's next object; false at its end. */
    boolean nextItem() throws IOException {
        if (!json.nextObject()) {
            return false;
        }
        if (++items > MOST_ITEMS) {
            throw malformed("it has more than " + MOST_ITEMS + " pods, containers, volumes and interfaces");
        }
        return true;
    }

    /** Passes over a value of any kind and depth. */
    void skip() throws IOException {
        unknownFields += 1 + json.skip();
        if (unknownFields > MOST_UNKNOWN_FIELDS) {
            throw malformed("it has more than " + MOST_UNKNOWN_FIELDS + " fields that no kubelet sends");
        }
    }

    /** A whole number of 64 bits; one that no {@code long} holds is counted and absent. */
    long number() throws IOException {
        return unsigned(Anomaly.OUT_OF_RANGE, Reading.ABSENT);
    }

    /**
     * A number that the kubelet finds by subtraction, without a check that it stays above zero: what wrapped is counted
     * and 0.
     */
    long available() throws IOException {
        return unsigned(Anomaly.NEGATIVE_AVAILABLE, 0);
    }

    /** A percentage; NaN if absent. */
    float percent() throws IOException {
        if (!isNumber()) {
            return Float.NaN;
        }
        float percent = Float.parseFloat(token());
        if (percent < 0) {
            throw expected("a number that is not negative");
        }
        return percent;
    }

    /** Passes over a number that is known and not kept. */
    void skipNumber() throws IOException {
        isNumber();
    }

    /** A time as Unix milliseconds. A time before 1970, such as Go's zero time, was never set: absent. */
    long time() throws IOException {
        if (!isText()) {
            return Reading.ABSENT;
        }
        long millis = times.millis(body, json.textFrom(), json.textTo() - json.textFrom());
        if (millis == Rfc3339.INVALID) {
            throw expected("a time such as 2026-01-31T23:59:59Z");
        }
        return millis < 0 ? Reading.ABSENT : millis;
    }

    /** A text that comes again with every scrape; empty if absent. */
    String name() throws IOException {
        if (!isText()) {
            return "";
        }
        return json.textIsPlain() ? names.get(body, json.textFrom(), json.textTo()) : json.text();
    }

    /** A text that is one pod's alone: to look for it among those of all pods costs more than to make it anew. */
    String uid() throws IOException {
        if (!isText()) {
            return "";
        }
        return json.textIsPlain() ? token() : json.text();
    }

    /** The number of one field in a field's object, the rest of which is passed over. */
    long onlyNumber(String wanted) throws IOException {
        long number = Reading.ABSENT;
        if (enterObject()) {
            for (String field = nextField(); field != null; field = nextField()) {
                if (field.equals(wanted)) {
                    number = number();
                } else {
                    skip();
                }
            }
        }
        return number;
    }

    /** Marks {@code bit} in {@code seen}, and refuses a part of the answer that stands twice in one object. */
    int once(int seen, int bit) throws IOException {
        if ((seen & bit) != 0) {
            throw malformed("\"" + json.field() + "\" stands twice in one object");
        }
        return seen | bit;
    }

    MalformedAnswerException malformed(String what) {
        return json.malformed(what);
    }

    private MalformedAnswerException expected(String kind) {
        return malformed(Excerpt.of(json.field(), 40) + " is not " + kind);
    }

    private boolean enter(char open, String kind) throws IOException {
        byte one = json.peek();
        if (one == open) {
            json.enter();
            return true;
        }
        return isPresent(kind);
    }

    private boolean isNumber() throws IOException {
        byte one = json.peek();
        if (one == '-' || JsonScanner.isDigit(one)) {
            json.readNumber();
            return true;
        }
        return isPresent("a number");
    }

    private boolean isText() throws IOException {
        if (json.peek() == '"') {
            json.readText();
            return true;
        }
        return isPresent("a text");
    }

    /** False for null; anything else is not what was wanted. */
    private boolean isPresent(String kind) throws IOException {
        if (!json.isAtValue()) {
            throw json.noJson();
        }
        if (json.peek() != 'n') {
            throw expected(kind);
        }
        json.skipNull();
        return false;
    }

    private long unsigned(Anomaly beyondLong, long thenRead) throws IOException {
        long small = json.smallNumber();
        if (small >= 0) {
            return small;
        }
        byte one = json.peek();
        if (one != '-' && !JsonScanner.isDigit(one)) {
            isPresent("a whole number");
            return Reading.ABSENT;
        }
        if (!json.readNumber()) {
            throw expected("a whole number");
        }
        if (one == '-') {
            throw expected("a number that is not negative");
        }
        return longNumber(beyondLong, thenRead);
    }

    private long longNumber(Anomaly beyondLong, long thenRead) throws IOException {
        long number;
        try {
            number = Long.parseUnsignedLong(token());
        } catch (NumberFormatException e) {
            throw expected("a number of 64 bits");
        }
        if (number >= 0) {
            return number;
        }
        anomalies.add(beyondLong);
        return thenRead;
    }

    private String token() {
        return new String(body, json.textFrom(), json.textTo() - json.textFrom(), StandardCharsets.US_ASCII);
    }
}
