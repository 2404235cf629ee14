package io.kubestats.apiobject;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A schema of the protobuf fields that are read, with their names in JSON. The numbers are those of the {@code
 * generated.proto} files of Kubernetes, which never change them. Unlisted fields are skipped. Immutable and
 * thread-safe.
 */
public final class MessageType {
    /** Type of scalar values without fields: texts, booleans, numbers and quantities. */
    public static final MessageType PLAIN = message();

    /** Status object of an error response. */
    public static final MessageType STATUS = message(field(3, "message"), field(6, "code"));

    private final @Nullable Field[] byNumber;

    private MessageType(@Nullable Field[] byNumber) {
        this.byNumber = byNumber;
    }

    /** Returns a message type with these fields. */
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

    /** Returns a field with a scalar value, or a list of scalars. */
    public static Field field(int number, String name) {
        return new Field(number, name, PLAIN);
    }

    /** Returns a field with a message, or a list of messages. */
    public static Field field(int number, String name, MessageType type) {
        return new Field(number, name, type);
    }

    /** Returns a field with a map of texts to scalars. */
    public static Field map(int number, String name) {
        return new Field(number, name, PLAIN);
    }

    /** Returns the field with this number; null if it is not read. */
    @Nullable Field named(long number) {
        return number < byNumber.length ? byNumber[(int) number] : null;
    }

    /**
     * A field of a message.
     *
     * @param name name in JSON
     */
    public record Field(int number, String name, MessageType type) {
        public Field {
            requireNonNull(name, "name");
            requireNonNull(type, "type");
        }
    }
}
