package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.NamespaceMeta;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.Optional;

/** A decoder for namespaces that keeps the requested labels and annotations. Not thread-safe. */
final class NamespaceDecoder implements ObjectDecoder<NamespaceMeta> {
    private final MetadataFilter labels;
    private final MetadataFilter annotations;
    private String name = "";
    private String resourceVersion = "";

    NamespaceDecoder(KeyChoice labels, KeyChoice annotations) {
        this.labels = new MetadataFilter(labels);
        this.annotations = new MetadataFilter(annotations);
    }

    @Override
    public Decoded<NamespaceMeta> decode(ApiValue object) throws IOException {
        name = "";
        resourceVersion = "";
        labels.begin();
        annotations.begin();
        object.fields(this::field);
        return new Decoded<>(
                resourceVersion,
                name.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new NamespaceMeta(name, labels.pairs(), annotations.pairs())));
    }

    private void field(String field, ApiValue value) throws IOException {
        if (field.equals("metadata")) {
            value.fields(this::metadata);
        } else {
            value.skip();
        }
    }

    private void metadata(String field, ApiValue value) throws IOException {
        switch (field) {
            case "name" -> name = value.text();
            case "resourceVersion" -> resourceVersion = value.text();
            case "labels" -> value.entries(labels::read);
            case "annotations" -> value.entries(annotations::read);
            default -> value.skip();
        }
    }
}
