package io.kubestats.metricsapi.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.http.BodyWriter;
import io.kubestats.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An unchanging document: compact JSON, and the hash with which clients identify it. Immutable. */
public final class StaticDocument implements JsonBody {
    private final byte[] json;
    private final String hash;

    private StaticDocument(byte[] json, String hash) {
        this.json = json;
        this.hash = hash;
    }

    /** Returns the document with this compact JSON. */
    public static StaticDocument of(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new StaticDocument(bytes, hash(bytes));
    }

    /** Returns the document as a tree. */
    public JsonNode tree() {
        try {
            return JsonTree.read(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document is JSON", e);
        }
    }

    /** Returns the SHA-512 in upper-case hexadecimal, which Kubernetes uses for entity tags. */
    public String hash() {
        return hash;
    }

    /** Returns the hash as an HTTP entity tag. */
    public String entityTag() {
        return '"' + hash + '"';
    }

    @Override
    public void writeJson(BodyWriter out) throws IOException {
        out.write(json);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
