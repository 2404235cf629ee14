package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kubestats.cluster.WatchedNode.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of a node the few facts that we keep, and steps over the rest. For one thread. */
final class NodeDecoder implements ObjectDecoder<WatchedNode> {
    private final Interner interner;
    private final NodeFactsDecoder facts;
    private String name = "";
    private String resourceVersion = "";
    private Map<String, String> labels = Map.of();
    private List<Address> addresses = new ArrayList<>();
    private String addressType = "";
    private String addressHost = "";
    private int kubeletPort;

    NodeDecoder(Interner interner) {
        this.interner = interner;
        this.facts = new NodeFactsDecoder(interner);
    }

    @Override
    public Decoded<WatchedNode> decode(JsonParser parser) throws IOException {
        name = "";
        resourceVersion = "";
        labels = Map.of();
        addresses = new ArrayList<>();
        kubeletPort = 0;
        facts.begin();
        JsonFields.forEach(parser, this::field);
        return new Decoded<>(
                resourceVersion,
                name.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new WatchedNode(new NodeMeta(name, labels, facts.facts()), addresses, kubeletPort)));
    }

    private void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "metadata" -> JsonFields.forEach(parser, this::metadata);
            case "status" -> JsonFields.forEach(parser, this::status);
            default -> parser.skipChildren();
        }
    }

    private void metadata(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "name" -> name = interner.string(JsonFields.text(parser));
            case "resourceVersion" -> resourceVersion = JsonFields.text(parser);
            case "labels" -> labels = JsonFields.labels(parser, interner);
            default -> parser.skipChildren();
        }
    }

    private void status(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "addresses" -> JsonFields.forEachElement(parser, (none, element) -> address(element));
            case "daemonEndpoints" -> JsonFields.forEach(parser, this::endpoints);
            default -> facts.status(field, parser);
        }
    }

    private void address(JsonParser parser) throws IOException {
        addressType = "";
        addressHost = "";
        JsonFields.forEach(parser, (field, value) -> {
            switch (field) {
                case "type" -> addressType = interner.string(JsonFields.text(value));
                case "address" -> addressHost = JsonFields.text(value);
                default -> value.skipChildren();
            }
        });
        if (!addressHost.isEmpty()) {
            addresses.add(new Address(addressType, addressHost));
        }
    }

    private void endpoints(String field, JsonParser parser) throws IOException {
        if (field.equals("kubeletEndpoint")) {
            JsonFields.forEach(parser, (name, value) -> {
                if (name.equals("Port") && value.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    kubeletPort = value.getIntValue();
                } else {
                    value.skipChildren();
                }
            });
        } else {
            parser.skipChildren();
        }
    }
}
