package io.kubestats.metricsapi;

import io.kubestats.http.BodyWriter;
import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiVersion;
import io.kubestats.metricsapi.format.JsonBody;
import io.kubestats.metricsapi.format.JsonText;
import java.io.IOException;
import java.util.List;

/** A JSON representation of objects: native, as rows of a Table, or as metadata only. */
sealed interface JsonForm {
    /** Returns the name of the list's array, which is its last field. */
    String arrayName();

    /** Returns the list's JSON before its array, without a trailing comma or closing brace. */
    String head(String continueToken);

    /** Writes one object as an element of the array. */
    void element(ItemJson json, BodyWriter out, ObjectMetrics object) throws IOException;

    /** Returns one object as a document created at {@code createdMillis}. */
    JsonBody document(ObjectMetrics object, long createdMillis);

    /** Returns kind, version and metadata of a list. */
    private static String listHead(String kind, String apiVersion, String continueToken) {
        String metadata = continueToken.isEmpty() ? "{}" : "{\"continue\":\"" + continueToken + "\"}";
        return "{\"kind\":\"" + kind + "\",\"apiVersion\":\"" + apiVersion + "\",\"metadata\":" + metadata;
    }

    /** The native form: NodeMetrics and PodMetrics. */
    record Native(ApiResource resource, ApiVersion version) implements JsonForm {
        @Override
        public String arrayName() {
            return "items";
        }

        @Override
        public String head(String continueToken) {
            return listHead(resource.listKind(), version.groupVersion(), continueToken);
        }

        @Override
        public void element(ItemJson json, BodyWriter out, ObjectMetrics object) throws IOException {
            out.write('{');
            json.fields(object);
            out.write('}');
        }

        @Override
        public JsonBody document(ObjectMetrics object, long createdMillis) {
            return out -> single(new ItemJson(out, createdMillis), out, object);
        }

        /** Writes one object as a document, with kind and version. */
        void single(ItemJson json, BodyWriter out, ObjectMetrics object) throws IOException {
            out.ascii("{\"kind\":\"");
            out.ascii(resource.kind());
            out.ascii("\",\"apiVersion\":\"");
            out.ascii(version.groupVersion());
            out.ascii("\",");
            json.fields(object);
            out.write('}');
        }
    }

    /** PartialObjectMetadata. */
    record Metadata(String metaVersion) implements JsonForm {
        @Override
        public String arrayName() {
            return "items";
        }

        @Override
        public String head(String continueToken) {
            return listHead("PartialObjectMetadataList", "meta.k8s.io/" + metaVersion, continueToken);
        }

        @Override
        public void element(ItemJson json, BodyWriter out, ObjectMetrics object) throws IOException {
            out.ascii("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/");
            out.ascii(metaVersion);
            out.ascii("\",\"metadata\":");
            json.metadata(object);
            out.write('}');
        }

        @Override
        public JsonBody document(ObjectMetrics object, long createdMillis) {
            return out -> element(new ItemJson(out, createdMillis), out, object);
        }
    }

    /** The Table form, which {@code kubectl get} prints. */
    record Table(String metaVersion, IncludeObject includeObject, Native itself) implements JsonForm {
        private static final String COLUMNS = column("Name", "name", "Name of the resource")
                + ','
                + column("cpu", "quantity", "")
                + ','
                + column("memory", "quantity", "")
                + ','
                + column("Window", "duration", "");

        @Override
        public String arrayName() {
            return "rows";
        }

        @Override
        public String head(String continueToken) {
            return listHead("Table", "meta.k8s.io/" + metaVersion, continueToken) + ",\"columnDefinitions\":[" + COLUMNS
                    + "]";
        }

        /** Returns the rows of an empty Table. */
        String empty() {
            return listHead("Table", "meta.k8s.io/" + metaVersion, "") + ",\"columnDefinitions\":null,\"rows\":null}";
        }

        @Override
        public void element(ItemJson json, BodyWriter out, ObjectMetrics object) throws IOException {
            out.ascii("{\"cells\":[");
            JsonText.write(out, object.name());
            out.write(',');
            json.cpu(object.cpuNanoCores());
            out.write(',');
            json.memory(object.memoryBytes());
            out.write(',');
            json.window(object);
            out.ascii("],\"object\":");
            switch (includeObject) {
                case NONE -> out.ascii("null");
                case METADATA -> new Metadata(metaVersion).element(json, out, object);
                case OBJECT -> itself.single(json, out, object);
            }
            out.write('}');
        }

        @Override
        public JsonBody document(ObjectMetrics object, long createdMillis) {
            return new ListJson(this, List.of(object), "", createdMillis);
        }

        private static String column(String name, String format, String description) {
            return "{\"name\":\"" + name + "\",\"type\":\"string\",\"format\":\"" + format + "\",\"description\":\""
                    + description + "\",\"priority\":0}";
        }
    }
}
