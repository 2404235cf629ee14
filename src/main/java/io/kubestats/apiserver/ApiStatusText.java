package io.kubestats.apiserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kubestats.text.PrintableText;
import java.io.IOException;

/** What an answer of the API server that is no success says, in one line for a person. */
public final class ApiStatusText {
    private static final int LONGEST = 300;
    private static final JsonFactory JSON = new JsonFactory();

    private ApiStatusText() {}

    /** The status and the {@code message} of a Status object, or else the body's beginning. */
    public static String of(int status, String body) {
        String message = message(body);
        String line = (message.isEmpty() ? body : message).strip().replaceAll("\\s+", " ");
        return status + (line.isEmpty() ? "" : " " + PrintableText.oneLine(line, LONGEST));
    }

    private static String message(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("message")) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException noJson) {
            // Then something else than the API server answered.
        }
        return "";
    }
}
