package io.kubestats.apiobject;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The value at a parser's current token; reading it leaves the parser at the value's last token. */
final class JsonValue implements ApiValue {
    private final JsonParser parser;

    JsonValue(JsonParser parser) {
        this.parser = parser;
    }

    /** Treats null as an object without fields. */
    @Override
    public void fields(FieldReader reader) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(JsonToken.START_OBJECT);
        while (next() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            next();
            reader.read(name, this);
        }
        expect(JsonToken.END_OBJECT);
    }

    @Override
    public void entries(FieldReader reader) throws IOException {
        fields(reader);
    }

    /** Treats null as an empty list. */
    @Override
    public void elements(ElementReader reader) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(JsonToken.START_ARRAY);
        while (next() != JsonToken.END_ARRAY) {
            reader.read(this);
        }
    }

    @Override
    public String text() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        expect(JsonToken.VALUE_STRING);
        return parser.getText();
    }

    /** Accepts a bare number as Kubernetes does, although Kubernetes always writes text. */
    @Override
    public String quantity() throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    @Override
    public boolean flag() throws IOException {
        boolean flag = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return flag;
    }

    @Override
    public long number() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return 0;
    }

    @Override
    public void skip() throws IOException {
        parser.skipChildren();
    }

    private void expect(JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new JsonParseException(parser, "expected " + token + ", found " + parser.currentToken());
        }
    }

    private JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonParseException(parser, "ends early");
        }
        return token;
    }
}
