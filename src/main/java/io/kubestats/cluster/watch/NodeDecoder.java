package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.targets.WatchedNode;
import io.kubestats.cluster.targets.WatchedNode.Address;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decoder for nodes that keeps only the fields in use. Not thread-safe. */
final class NodeDecoder implements ObjectDecoder<WatchedNode> {
    private final Interner interner;
    private final NodeFactsDecoder facts;
    private final LabelsDecoder labels;
    private String name = "";
    private String resourceVersion = "";
    private List<Address> addresses = new ArrayList<>();
    private String addressType = "";
    private String addressHost = "";
    private int kubeletPort;

    /** Creates a decoder that also keeps the requested annotations. */
    NodeDecoder(Interner interner, KeyChoice annotations) {
        this.interner = interner;
        this.facts = new NodeFactsDecoder(interner, annotations);
        this.labels = new LabelsDecoder(interner);
    }

    @Override
    public Decoded<WatchedNode> decode(ApiValue object) throws IOException {
        name = "";
        resourceVersion = "";
        labels.begin();
        addresses = new ArrayList<>();
        kubeletPort = 0;
        facts.begin();
        object.fields(this::field);
        return new Decoded<>(
                resourceVersion,
                name.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new WatchedNode(
                                new NodeMeta(name, labels.labels(), facts.facts()),
                                addresses,
                                kubeletPort,
                                facts.resourceMetricsPath())));
    }

    private void field(String field, ApiValue value) throws IOException {
        switch (field) {
            case "metadata" -> value.fields(this::metadata);
            case "status" -> value.fields(this::status);
            default -> value.skip();
        }
    }

    private void metadata(String field, ApiValue value) throws IOException {
        switch (field) {
            case "name" -> name = interner.string(value.text());
            case "resourceVersion" -> resourceVersion = value.text();
            case "labels" -> labels.read(value);
            default -> facts.metadata(field, value);
        }
    }

    private void status(String field, ApiValue value) throws IOException {
        switch (field) {
            case "addresses" -> value.elements(this::address);
            case "daemonEndpoints" -> value.fields(this::endpoints);
            default -> facts.status(field, value);
        }
    }

    private void address(ApiValue element) throws IOException {
        addressType = "";
        addressHost = "";
        element.fields((field, value) -> {
            switch (field) {
                case "type" -> addressType = interner.string(value.text());
                case "address" -> addressHost = value.text();
                default -> value.skip();
            }
        });
        if (!addressHost.isEmpty()) {
            addresses.add(new Address(addressType, addressHost));
        }
    }

    private void endpoints(String field, ApiValue value) throws IOException {
        if (field.equals("kubeletEndpoint")) {
            value.fields(this::endpoint);
        } else {
            value.skip();
        }
    }

    private void endpoint(String field, ApiValue value) throws IOException {
        if (field.equals("Port")) {
            kubeletPort = (int) value.number();
        } else {
            value.skip();
        }
    }
}
