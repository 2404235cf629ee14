package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Steps through JSON by the names of fields, without a tree. */
final class JsonFields {
    private JsonFields() {}

    /** Takes one field's value; the parser stands at the value's first token, and must be left at its last. */
    interface FieldReader {
        void read(String name, JsonParser parser) throws IOException;
    }

    /** Reads each field of the object that begins at the current token; null is an object without fields. */
    static void forEach(JsonParser parser, FieldReader reader) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(parser, JsonToken.START_OBJECT);
        while (next(parser) == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            next(parser);
            reader.read(name, parser);
        }
        expect(parser, JsonToken.END_OBJECT);
    }

    /** Reads each element of the array that begins at the current token; null is an array without elements. */
    static void forEachElement(JsonParser parser, FieldReader reader) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(parser, JsonToken.START_ARRAY);
        while (next(parser) != JsonToken.END_ARRAY) {
            reader.read("", parser);
        }
    }

    /** The text of the current token; empty for null. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        expect(parser, JsonToken.VALUE_STRING);
        return parser.getText();
    }

    /** Whether the current value is true. */
    static boolean flag(JsonParser parser) throws IOException {
        boolean flag = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return flag;
    }

    /** The labels that begin at the current token. */
    static Labels labels(JsonParser parser, Interner interner) throws IOException {
        List<String> pairs = new ArrayList<>();
        forEach(parser, (name, value) -> {
            pairs.add(interner.string(name));
            pairs.add(interner.string(text(value)));
        });
        for (int i = 2; i < pairs.size(); i += 2) {
            if (pairs.get(i - 2).compareTo(pairs.get(i)) >= 0) {
                return interner.labels(Labels.copyOf(map(pairs)));
            }
        }
        return interner.labels(Labels.ofSortedPairs(pairs.toArray(String[]::new)));
    }

    static void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new JsonParseException(parser, "expected " + token + ", found " + parser.currentToken());
        }
    }

    static JsonToken next(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonParseException(parser, "ends early");
        }
        return token;
    }

    private static Map<String, String> map(List<String> pairs) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            map.put(pairs.get(i), pairs.get(i + 1));
        }
        return map;
    }
}
