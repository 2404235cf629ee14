package io.kubestats.apiobject;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.kubestats.apiobject.ApiValue.FieldReader;
import java.io.IOException;
import java.io.InputStream;

/** The JSON form, read token by token. */
final class JsonObjectForm implements ObjectForm {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void object(InputStream body, MessageType type, FieldReader reader) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            new JsonValue(parser).fields(reader);
            if (parser.nextToken() != null) { // Read to the end so that the connection can be reused.
                throw new JsonParseException(parser, "has trailing content");
            }
        }
    }

    @Override
    public Events events(InputStream body, MessageType type) throws IOException {
        JsonParser parser = JSON.createParser(body);
        JsonValue value = new JsonValue(parser);
        return reader -> {
            if (parser.nextToken() == null) {
                return false;
            }
            value.fields(reader);
            return true;
        };
    }
}
