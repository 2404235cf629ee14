package io.kubestats.apiobject;

import static io.kubestats.apiobject.MessageType.field;
import static io.kubestats.apiobject.MessageType.map;
import static io.kubestats.apiobject.MessageType.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests with hand-written wire bytes as text, one character per byte. */
class ProtobufObjectFormTest {
    private static final MessageType ITEM = message(
            field(1, "name"),
            field(2, "number"),
            map(3, "labels"),
            field(4, "size"),
            field(15, "inner", message(field(1, "flag"))));
    private static final String TYPE = "\n\4\22\2It"; // Field 1, a message whose field 2 is the kind.

    private final List<String> told = new ArrayList<>();

    @Test
    void readsTextsNumbersAndMessages() throws IOException {
        read(envelope("\n\3web" + "\20\254\2" + "z\2\10\1"));

        assertThat(told).containsExactly("name=web", "number=300", "inner.flag=true");
    }

    @Test
    void readsTheEntriesOfAMapOneByOneAndAnEmptyValueAsEmpty() throws IOException {
        read(envelope("\32\12\n\3app\22\3web" + "\32\5\n\3new"));

        assertThat(told).containsExactly("labels.app=web", "labels.new=");
    }

    @Test
    void readsAQuantityAsItsText() throws IOException {
        read(envelope("\"\6\n\004250m" + "\"\0"));

        assertThat(told).containsExactly("size=250m", "size=");
    }

    @Test
    void stepsOverWhatItDoesNotKnow() throws IOException {
        String varint = "\50\1";
        String eightBytes = "\61........";
        String text = ":\3abc";
        String fourBytes = "E....";
        String largeNumber = "\372\1\3abc";

        read(envelope(varint + eightBytes + text + "\n\3web" + fourBytes + largeNumber));

        assertThat(told).containsExactly("name=web");
    }

    @Test
    void readsWhatIsLargerThanItsBufferAndBeyondAscii() throws IOException {
        String name = "ü".repeat(100_000);
        byte[] bytes = name.getBytes(UTF_8);

        read(envelope("\n" + varint(bytes.length) + new String(bytes, ISO_8859_1) + "\20\7"));

        assertThat(told).containsExactly("name=" + name, "number=7");
    }

    @Test
    void takesBytesThatComeOneByOne() throws IOException {
        byte[] body =
                envelope("\n\3web" + "\32\12\n\3app\22\3web" + "\20\254\2").getBytes(ISO_8859_1);

        new ProtobufObjectForm().object(oneByOne(body), ITEM, this::note);

        assertThat(told).containsExactly("name=web", "labels.app=web", "number=300");
    }

    @Test
    void refusesABodyThatIsCutOffAnywhere() {
        String whole = envelope("\n\3web" + "\32\12\n\3app\22\3web" + "\20\254\2" + "z\2\10\1");
        int beforeTheObject = "k8s\0".length() + TYPE.length();

        for (int length = 0; length < whole.length(); length++) {
            String part = whole.substring(0, length);
            if (length != beforeTheObject && length != "k8s\0".length()) { // There the object is empty but complete.
                assertThatIOException().as("%d bytes", length).isThrownBy(() -> read(part));
            }
        }
    }

    @Test
    void refusesWhatIsNoProtobufOfKubernetes() {
        for (String body : List.of(
                "{\"kind\":\"List\"}",
                "k8s\0\22\4\n\3we" + "b", // The envelope's length is too short for its field.
                envelope("\13"), // An unknown wire type.
                envelope("\n\377\377\377\377\377\377\377\377\377\1"), // A negative length.
                envelope("\n\377\377\377\377\17"), // A length of 4 GiB.
                envelope("\377\377\377\377\377\377\377\377\377\377\1"))) { // A varint of eleven bytes.
            assertThatIOException().as(body).isThrownBy(() -> read(body));
        }
    }

    @Test
    void refusesAFieldThatIsLongerThanItsMessage() {
        assertThatIOException().isThrownBy(() -> read(envelope("z\2\n\5" + "abcde")));
    }

    @Test
    void readsAStatusInAnObjectsStead() throws IOException {
        String status = "k8s\0" + "\n\10\22\6Status" + "\22\7\32\2no" + "0\223\3";

        new ProtobufObjectForm()
                .object(
                        in(status),
                        ITEM,
                        (name, value) -> told.add(name + "=" + (name.equals("code") ? value.number() : value.text())));

        assertThat(told).containsExactly("message=no", "code=403");
    }

    @Test
    void readsEventsOneByOneUntilTheWatchEnds() throws IOException {
        ObjectForm.Events events =
                new ProtobufObjectForm().events(in(event("ADDED", "\n\3web") + event("DELETED", "\n\3dns")), ITEM);

        while (events.next(this::note)) {
            told.add("--");
        }

        assertThat(told).containsExactly("type=ADDED", "name=web", "--", "type=DELETED", "name=dns", "--");
    }

    @Test
    void saysThatAWatchBrokeOffWithinAnEvent() throws IOException {
        String second = event("ADDED", "\n\3dns");
        ObjectForm.Events events = new ProtobufObjectForm()
                .events(in(event("ADDED", "\n\3web") + second.substring(0, second.length() - 1)), ITEM);

        assertThat(events.next(this::note)).isTrue();
        assertThatThrownBy(() -> events.next(this::note)).isInstanceOf(IOException.class);
        assertThat(told).containsExactly("type=ADDED", "name=web");
    }

    private void read(String body) throws IOException {
        new ProtobufObjectForm().object(in(body), ITEM, this::note);
    }

    private void note(String name, ApiValue value) throws IOException {
        switch (name) {
            case "number" -> told.add(name + "=" + value.number());
            case "size" -> told.add(name + "=" + value.quantity());
            case "labels" -> value.entries((key, text) -> told.add("labels." + key + "=" + text.text()));
            case "inner" -> value.fields((inner, flag) -> told.add("inner." + inner + "=" + flag.flag()));
            case "object" -> value.fields(this::note);
            default -> told.add(name + "=" + value.text());
        }
    }

    private static String envelope(String object) {
        return "k8s\0" + TYPE + "\22" + varint(object.length()) + object;
    }

    private static String event(String type, String object) {
        String embedded = envelope(object);
        String extension = "\n" + varint(embedded.length()) + embedded;
        String event = "\n" + varint(type.length()) + type + "\22" + varint(extension.length()) + extension;
        return "\0\0\0" + (char) event.length() + event;
    }

    private static String varint(int number) {
        StringBuilder text = new StringBuilder();
        int left = number;
        for (; left > 127; left >>= 7) {
            text.append((char) ((left & 127) | 128));
        }
        return text.append((char) left).toString();
    }

    private static InputStream in(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
    }
}
