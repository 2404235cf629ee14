package io.kubestats.exporter.families;

import java.io.IOException;
import java.util.List;

/** Where the series of a family come from, and the labels that tell them apart. */
public interface SeriesSource {
    /** The labels of every series, in order; one that ends in {@code *} stands for any number of them. */
    List<String> labels();

    /** Writes the series of all that an exposition is of; those whose reading is absent are left out. */
    void write(SeriesWriter to, ExpositionFrame frame) throws IOException;
}
