package io.kubestats.exporter.compat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.kubestats.exporter.families.DecimalScale;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.NodeSnapshot;
import java.io.IOException;

/**
 * A metric family of another exporter. Name, type and help text match the original exactly; only the label {@code node}
 * is added, because one exposition covers all nodes.
 */
final class CompatFamily {
    private final DecimalScale encoding;
    private final Rows rows;
    private final byte[] textHeader;
    private final byte[] openMetricsHeader;
    private final byte[] sampleStart;

    private CompatFamily(String name, String type, String help, DecimalScale encoding, Rows rows) {
        boolean counts = type.equals("counter");
        String base = counts ? name.substring(0, name.length() - "_total".length()) : name;
        this.encoding = requireNonNull(encoding, "encoding");
        this.rows = requireNonNull(rows, "rows");
        this.textHeader = header(name, type, help);
        this.openMetricsHeader = header(base, type, help);
        this.sampleStart = (name + "{node=\"").getBytes(US_ASCII);
    }

    static CompatFamily counter(String name, String help, DecimalScale encoding, Rows rows) {
        return new CompatFamily(name, "counter", help, encoding, rows);
    }

    static CompatFamily gauge(String name, String help, DecimalScale encoding, Rows rows) {
        return new CompatFamily(name, "gauge", help, encoding, rows);
    }

    DecimalScale encoding() {
        return encoding;
    }

    /** Writes the series of one node. */
    void write(CompatWriter to, NodeSnapshot node) throws IOException {
        rows.write(to, node);
    }

    /** Returns the lines above the family's samples. Callers must not modify the array. */
    byte[] header(ExpositionFormat format) {
        return format == ExpositionFormat.TEXT ? textHeader : openMetricsHeader;
    }

    /** Returns the start of each sample line, up to the node's name. Callers must not modify the array. */
    byte[] sampleStart() {
        return sampleStart;
    }

    private static byte[] header(String name, String type, String help) {
        return ("# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n').getBytes(US_ASCII);
    }

    /** Iterates over a family's rows on one node. */
    interface Rows {
        void write(CompatWriter to, NodeSnapshot node) throws IOException;

        /** Returns these rows followed by {@code more}. */
        default Rows and(Rows more) {
            return (to, node) -> {
                write(to, node);
                more.write(to, node);
            };
        }
    }
}
