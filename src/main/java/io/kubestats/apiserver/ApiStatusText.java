package io.kubestats.apiserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kubestats.text.PrintableText;
import java.io.IOException;

/** A one-line, user-readable description of an error response. */
public final class ApiStatusText {
    private static final int LONGEST = 300;
    private static final JsonFactory JSON = new JsonFactory();

    private ApiStatusText() {}

    /**
     * Returns the status and the {@code message} of a Status object, or the start of the body if it is not a Status.
     */
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
            // The response comes from an intermediary, not from the API server.
        }
        return "";
    }
}
