package io.kubestats.cluster.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.apiobject.MessageType;
import io.kubestats.apiobject.ObjectForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A decoder for whole lists in tests. */
final class DecodedList {
    private DecodedList() {}

    /** Decodes a list in the form of its content type. */
    static <T> List<T> of(String contentType, byte[] body, MessageType type, ObjectDecoder<T> decoder)
            throws IOException {
        List<T> all = new ArrayList<>();
        ObjectForm.of(contentType).object(new ByteArrayInputStream(body), ObjectTypes.listOf(type), (field, value) -> {
            if (field.equals("items")) {
                value.elements(item -> decoder.decode(item).object().ifPresent(all::add));
            } else {
                value.skip();
            }
        });
        return all;
    }

    /** Decodes a single JSON object. */
    static <T> T json(ObjectDecoder<T> decoder, String object) throws IOException {
        byte[] list = ("{\"items\":[" + object + "]}").getBytes(UTF_8);
        return of("application/json", list, MessageType.PLAIN, decoder).get(0);
    }
}
