package io.kubestats.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.apiserver.ApiResponse;
import io.kubestats.apiserver.ApiServer;
import io.kubestats.apiserver.ApiServerException;
import io.kubestats.apiserver.ApiServerException.Reason;
import io.kubestats.apiserver.ApiServerRequest;
import io.kubestats.apiserver.ApiStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An in-memory API server: collections that can be listed in pages and watched, responses by rule, and faults.
 * Thread-safe.
 */
public final class FakeApiServer implements ApiServer {
    private static final Pattern PARAMETER = Pattern.compile("[?&]([^=]+)=([^&]*)");

    private final Map<String, Collection> collections = new ConcurrentHashMap<>();
    private final Map<String, Function<ApiServerRequest, ApiResponse>> rules = new ConcurrentHashMap<>();
    private final List<ApiServerRequest> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<String> down = Optional.empty();

    /** Returns the collection at that path, empty at first. */
    public Collection collection(String path) {
        return collections.computeIfAbsent(path, Collection::new);
    }

    /** Sets a rule for requests whose method and path begin with a prefix, such as {@code POST /apis/x}. */
    public void answer(String methodAndPath, Function<ApiServerRequest, ApiResponse> rule) {
        rules.put(methodAndPath, rule);
    }

    /** Makes all requests fail and breaks open watches. */
    public void goDown(String message) {
        down = Optional.of(message);
        collections.values().forEach(Collection::breakWatches);
    }

    /** Ends all faults. */
    public void comeBack() {
        down = Optional.empty();
    }

    /** Returns the requests, in order. */
    public List<ApiServerRequest> asked() {
        return List.copyOf(asked);
    }

    /** Returns the number of requests whose path contains a text. */
    public long asked(String pathPart) {
        return asked.stream()
                .filter(request -> request.pathAndQuery().contains(pathPart))
                .count();
    }

    @Override
    public ApiResponse send(ApiServerRequest request) throws ApiServerException {
        note(request);
        return rules.entrySet().stream()
                .filter(rule -> (request.method() + " " + request.pathAndQuery()).startsWith(rule.getKey()))
                .max(Map.Entry.comparingByKey())
                .map(rule -> rule.getValue().apply(request))
                .orElseGet(() -> new ApiResponse(404, status(404, "the server could not find the requested resource")));
    }

    @Override
    public ApiStream open(ApiServerRequest request) throws ApiServerException {
        note(request);
        String path = request.pathAndQuery().replaceAll("\\?.*", "");
        Collection collection = collections.get(path);
        if (collection == null) {
            return new Whole(404, status(404, "the server could not find the requested resource"));
        }
        return collection.open(parameters(request.pathAndQuery()));
    }

    /** Returns a Status as JSON. */
    public static String status(int code, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                + message.replace("\"", "\\\"") + "\",\"code\":" + code + "}";
    }

    private void note(ApiServerRequest request) throws ApiServerException {
        asked.add(request);
        if (down.isPresent()) {
            throw new ApiServerException(Reason.CONNECT, down.get(), null);
        }
    }

    private static Map<String, String> parameters(String pathAndQuery) {
        Map<String, String> parameters = new TreeMap<>();
        Matcher matcher = PARAMETER.matcher(pathAndQuery);
        while (matcher.find()) {
            parameters.put(matcher.group(1), URLDecoder.decode(matcher.group(2), UTF_8));
        }
        return parameters;
    }

    /** Objects of one kind by key, each the JSON of its fields without the resource version. */
    public static final class Collection {
        private final List<Event> events = new ArrayList<>();
        private final TreeMap<String, String> objects = new TreeMap<>();
        private final List<Watch> watches = new ArrayList<>();
        private final String path;
        private int pageSize = 500;
        private int version = 100;
        private int oldestVersion;
        private Optional<ApiResponse> refusal = Optional.empty();

        Collection(String path) {
            this.path = path;
        }

        /** Adds or replaces an object; {@code RV} in its JSON becomes its resource version. */
        public synchronized void put(String key, String json) {
            version++;
            boolean isNew = !objects.containsKey(key);
            String object = json.replace("RV", Integer.toString(version));
            objects.put(key, object);
            tell(new Event(version, isNew ? "ADDED" : "MODIFIED", object));
        }

        public synchronized void remove(String key) {
            version++;
            String object = objects.remove(key);
            if (object != null) {
                tell(new Event(
                        version,
                        "DELETED",
                        object.replaceAll("\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"" + version + "\"")));
            }
        }

        public synchronized void bookmark() {
            version++;
            tell(new Event(version, "BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"" + version + "\"}}"));
        }

        /** Sends text to open watches as it is. */
        public synchronized void say(String text) {
            watches.forEach(watch -> watch.say(text));
        }

        /** Sets the size of list pages. */
        public synchronized void pageSize(int size) {
            pageSize = size;
        }

        /** Breaks open watches. */
        public synchronized void breakWatches() {
            watches.forEach(watch -> watch.end(true));
            watches.clear();
        }

        /** Ends open watches, as a timeout does. */
        public synchronized void endWatches() {
            watches.forEach(watch -> watch.end(false));
            watches.clear();
        }

        /** What happened up to now cannot be watched any more. */
        public synchronized void compact() {
            oldestVersion = version;
            events.clear();
        }

        /** Sets the response to all lists and watches; empty to end that. */
        public synchronized void refuse(Optional<ApiResponse> answer) {
            refusal = answer;
        }

        /** Returns the number of open watches. */
        public synchronized int openWatches() {
            return watches.size();
        }

        private void tell(Event event) {
            events.add(event);
            watches.forEach(watch -> watch.say(event.json()));
        }

        private synchronized ApiStream open(Map<String, String> parameters) {
            if (refusal.isPresent()) {
                return new Whole(refusal.get().status(), refusal.get().body());
            }
            return parameters.containsKey("watch") ? watch(parameters) : list(parameters);
        }

        private ApiStream watch(Map<String, String> parameters) {
            int from = Integer.parseInt(parameters.get("resourceVersion"));
            Watch watch = new Watch();
            if (from < oldestVersion) {
                watch.say("{\"type\":\"ERROR\",\"object\":" + status(410, "too old resource version") + "}\n");
                watch.end(false);
                return watch;
            }
            events.stream().filter(event -> event.version > from).forEach(event -> watch.say(event.json()));
            watches.add(watch);
            return watch;
        }

        private ApiStream list(Map<String, String> parameters) {
            String after = parameters.getOrDefault("continue", "");
            List<String> page = new ArrayList<>();
            String last = "";
            for (Map.Entry<String, String> object :
                    objects.tailMap(after, false).entrySet()) {
                if (page.size() == pageSize) {
                    break;
                }
                page.add(object.getValue());
                last = object.getKey();
            }
            boolean more = !last.isEmpty() && objects.higherKey(last) != null;
            return new Whole(
                    200,
                    "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"" + version + "\""
                            + (more ? ",\"continue\":\"" + last + "\"" : "") + "},\"items\":["
                            + String.join(",", page) + "]}");
        }

        @Override
        public String toString() {
            return path;
        }
    }

    private record Event(int version, String type, String object) {
        String json() {
            return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
        }
    }

    private record Whole(int status, String text) implements ApiStream {
        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public void close() {}
    }

    /** A body that arrives in pieces; an empty piece ends it. */
    private static final class Watch extends InputStream implements ApiStream {
        private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
        private byte[] piece = {};
        private int at;
        private boolean ended;
        private volatile boolean broken;

        void say(String text) {
            pieces.add(text.getBytes(UTF_8));
        }

        void end(boolean breaks) {
            broken = breaks;
            pieces.add(new byte[0]);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public InputStream body() {
            return this;
        }

        @Override
        public void close() {
            end(true);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() throws IOException {
            if (at < piece.length) {
                return true;
            }
            if (!ended) {
                try {
                    piece = pieces.take();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                at = 0;
                ended = piece.length == 0;
            }
            if (ended && broken) {
                throw new IOException("connection reset");
            }
            return !ended;
        }
    }
}
