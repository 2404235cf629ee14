package io.kubestats.exporter.families;

import java.io.IOException;
import java.util.List;

/** Source of the series of a family, with the labels that distinguish them. */
public interface SeriesSource {
    /** Returns the labels of every series, in order; one that ends in {@code *} represents any number of labels. */
    List<String> labels();

    /** Writes the series of all objects in {@code frame}, omitting those with an absent reading. */
    void write(SeriesWriter to, ExpositionFrame frame) throws IOException;
}
