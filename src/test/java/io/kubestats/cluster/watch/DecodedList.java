package io.kubestats.cluster.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.apiobject.MessageType;
import io.kubestats.apiobject.ObjectForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The objects of a list, decoded. */
final class DecodedList {
    private DecodedList() {}

    /** Of the body of an answer in the form that its type of content says. */
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

    /** One object that is JSON. */
    static <T> T json(ObjectDecoder<T> decoder, String object) throws IOException {
        byte[] list = ("{\"items\":[" + object + "]}").getBytes(UTF_8);
        return of("application/json", list, MessageType.PLAIN, decoder).get(0);
    }
}
