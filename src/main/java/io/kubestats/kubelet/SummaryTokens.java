package io.kubestats.kubelet;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.FIELD_NAME;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NULL;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_FLOAT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_INT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_STRING;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kubestats.model.Anomaly;
import io.kubestats.model.Reading;
import java.io.IOException;
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

    /** The parser remembers every name of a document; this bounds what an answer full of odd names can cost. */
    static final int MOST_UNKNOWN_FIELDS = 200_000;

    /** A number of up to so many digits fits into a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    private final JsonParser parser;
    private final NameCache names;
    private final AnomalyCounts anomalies;
    private final Rfc3339 times = new Rfc3339();
    private int items;
    private int unknownFields;

    SummaryTokens(JsonParser parser, NameCache names, AnomalyCounts anomalies) {
        this.parser = parser;
        this.names = names;
        this.anomalies = anomalies;
    }

    /** Goes into the document's object. */
    void enterDocument() throws IOException {
        JsonToken token = parser.nextToken();
        if (token != START_OBJECT) {
            throw malformed(token == null ? "it is empty" : "it is not a JSON object");
        }
    }

    /** Makes sure that nothing follows the document. */
    void endDocument() throws IOException {
        if (parser.nextToken() != null) {
            throw malformed("something follows the end of the JSON");
        }
    }

    /** Goes into a field's object; false if it is null. */
    boolean enterObject() throws IOException {
        return enter(START_OBJECT, "an object");
    }

    /** Goes into a field's array; false if it is null. */
    boolean enterArray() throws IOException {
        return enter(START_ARRAY, "an array");
    }

    /** Goes to the object's next field; null at its end. */
    @Nullable String nextField() throws IOException {
        return parser.nextFieldName();
    }

    /** Goes into the array's next object; false at its end. */
    boolean nextItem() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == END_ARRAY) {
            return false;
        }
        if (token != START_OBJECT) {
            throw malformed("an object was expected in the array");
        }
        if (++items > MOST_ITEMS) {
            throw malformed("it has more than " + MOST_ITEMS + " pods, containers, volumes and interfaces");
        }
        return true;
    }

    /** Passes over a value of any kind and depth. */
    void skip() throws IOException {
        int depth = 0;
        countUnknownField();
        do {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw malformed("it is cut off");
            }
            if (token == FIELD_NAME) {
                countUnknownField();
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        } while (depth > 0);
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
        float percent = parser.getFloatValue();
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
        long millis = times.millis(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (millis == Rfc3339.INVALID) {
            throw expected("a time such as 2026-01-31T23:59:59Z");
        }
        return millis < 0 ? Reading.ABSENT : millis;
    }

    /** A text that comes again with every scrape; empty if absent. */
    String name() throws IOException {
        return isText() ? names.get(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()) : "";
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
            throw malformed("\"" + parser.currentName() + "\" stands twice in one object");
        }
        return seen | bit;
    }

    MalformedAnswerException malformed(String what) {
        return new MalformedAnswerException(
                what, parser.hasCurrentToken() ? parser.currentTokenLocation() : parser.currentLocation());
    }

    private MalformedAnswerException expected(String kind) throws IOException {
        String name = parser.currentName();
        return malformed(Excerpt.of(name == null ? "" : name, 40) + " is not " + kind);
    }

    private boolean enter(JsonToken start, String kind) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == start) {
            return true;
        }
        if (token == VALUE_NULL) {
            return false;
        }
        throw expected(kind);
    }

    private boolean isNumber() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == VALUE_NUMBER_INT || token == VALUE_NUMBER_FLOAT) {
            return true;
        }
        if (token == VALUE_NULL) {
            return false;
        }
        throw expected("a number");
    }

    private boolean isText() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == VALUE_STRING) {
            return true;
        }
        if (token == VALUE_NULL) {
            return false;
        }
        throw expected("a text");
    }

    private long unsigned(Anomaly beyondLong, long thenRead) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == VALUE_NULL) {
            return Reading.ABSENT;
        }
        if (token != VALUE_NUMBER_INT) {
            throw expected("a whole number");
        }
        int length = parser.getTextLength();
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        if (text[from] == '-') {
            throw expected("a number that is not negative");
        }
        if (length > SAFE_DIGITS) {
            return longNumber(beyondLong, thenRead);
        }
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }

    private long longNumber(Anomaly beyondLong, long thenRead) throws IOException {
        long number;
        try {
            number = Long.parseUnsignedLong(parser.getText());
        } catch (NumberFormatException e) {
            throw expected("a number of 64 bits");
        }
        if (number >= 0) {
            return number;
        }
        anomalies.add(beyondLong);
        return thenRead;
    }

    private void countUnknownField() throws IOException {
        if (++unknownFields > MOST_UNKNOWN_FIELDS) {
            throw malformed("it has more than " + MOST_UNKNOWN_FIELDS + " fields that no kubelet sends");
        }
    }
}
