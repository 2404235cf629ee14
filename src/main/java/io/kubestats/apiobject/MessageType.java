package io.kubestats.apiobject;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which fields of a protobuf message are read, and what JSON calls them. The numbers are those of the
 * {@code generated.proto} files of Kubernetes, which never change them. Fields that are not named are stepped over.
 * Immutable.
 */
public final class MessageType {
    /** Texts, flags, numbers and quantities: what has no fields to be read. */
    public static final MessageType PLAIN = message();

    /** What an answer that is no success carries. */
    public static final MessageType STATUS = message(field(3, "message"), field(6, "code"));

    private final @Nullable Field[] byNumber;

    private MessageType(@Nullable Field[] byNumber) {
        this.byNumber = byNumber;
    }

    /** A message with these fields. */
    public static MessageType message(Field... fields) {
        int largest = 0;
        for (Field field : fields) {
            largest = Math.max(largest, field.number);
        }
        @Nullable Field[] byNumber = new Field[largest + 1];
        for (Field field : fields) {
            byNumber[field.number] = field;
        }
        return new MessageType(byNumber);
    }

    /** A field with a plain value, or a list of such. */
    public static Field field(int number, String name) {
        return new Field(number, name, PLAIN);
    }

    /** A field with a message, or a list of messages. */
    public static Field field(int number, String name, MessageType type) {
        return new Field(number, name, type);
    }

    /** A field with a map of texts to plain values. */
    public static Field map(int number, String name) {
        return new Field(number, name, PLAIN);
    }

    /** The field of that number; null if it is not read. */
    @Nullable Field named(long number) {
        return number < byNumber.length ? byNumber[(int) number] : null;
    }

    /**
     * One field.
     *
     * @param name as in JSON
     */
    public record Field(int number, String name, MessageType type) {
        public Field {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
        }
    }
}
