package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Source of one series per object, always 1, that carries the requested labels or annotations of the object. */
record MetadataSource(MetadataKind kind, MetadataObject object) implements SeriesSource {
    MetadataSource {
        requireNonNull(kind, "kind");
        requireNonNull(object, "object");
    }

    /** Returns the requested keys of these objects. */
    KeyChoice keys(MetadataChoice choice) {
        return object.keys(kind.keys(choice));
    }

    @Override
    public List<String> labels() {
        return Stream.concat(object.identity().stream(), Stream.of(kind.word() + "_*"))
                .toList();
    }

    @Override
    public void write(SeriesWriter to, ExpositionFrame frame) throws IOException {
        object.write(to.objects(), frame, kind, new MetadataText(kind, keys(frame.metadata())));
    }
}
