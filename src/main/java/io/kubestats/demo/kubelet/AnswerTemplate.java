package io.kubestats.demo.kubelet;

import io.kubestats.demo.cluster.SlotValues;
import io.kubestats.http.BodyWriter;
import java.io.IOException;

/**
 * A piece of a recorded response with slots for changing values. Shared by all objects of its shape; immutable.
 *
 * <p>Writing it copies the recorded bytes and inserts the numbers of {@link SlotValues}: a thousand kubelets cost a few
 * hundredths of a core.
 */
public final class AnswerTemplate {
    private final byte[][] literals;
    private final int[] slots;
    private final Form[] forms;

    /** The notation of a value. */
    enum Form {
        NUMBER,
        /** RFC 3339, whole seconds. */
        TIME,
        /** Up to two decimals. */
        PERCENT,
        /** Quoted. */
        TEXT
    }

    /** Creates a template with {@code literals} before, between and after {@code slots}. */
    AnswerTemplate(byte[][] literals, int[] slots, Form[] forms) {
        this.literals = literals;
        this.slots = slots;
        this.forms = forms;
    }

    /** Writes the piece with the values of {@code frame}. */
    void write(BodyWriter out, SlotValues frame) throws IOException {
        for (int i = 0; i < slots.length; i++) {
            out.write(literals[i]);
            write(out, frame, slots[i], forms[i]);
        }
        out.write(literals[slots.length]);
    }

    private static void write(BodyWriter out, SlotValues frame, int slot, Form form) throws IOException {
        switch (form) {
            case NUMBER -> out.decimal(frame.number(slot));
            case TIME -> time(out, frame.number(slot));
            case PERCENT -> percent(out, frame.number(slot));
            case TEXT -> {
                out.write('"');
                out.write(frame.text(slot));
                out.write('"');
            }
        }
    }

    private static void percent(BodyWriter out, long hundredths) throws IOException {
        out.decimal(hundredths / 100);
        int rest = (int) (hundredths % 100);
        if (rest != 0) {
            out.write('.');
            out.write('0' + rest / 10);
            if (rest % 10 != 0) {
                out.write('0' + rest % 10);
            }
        }
    }

    private static void time(BodyWriter out, long second) throws IOException {
        out.write('"');
        TimestampWriter.write(out, second);
        out.write('"');
    }
}
