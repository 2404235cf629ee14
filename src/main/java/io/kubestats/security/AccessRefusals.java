package io.kubestats.security;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.http.RequestGuard.Refusal;
import io.kubestats.json.JsonTree;
import io.kubestats.text.PrintableText;
import java.util.List;

/** Refusals as Kubernetes Status objects, which kubectl prints. Thread-safe. */
final class AccessRefusals {
    private static final String JSON = "application/json";
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_CAUSE = 600;
    private static final List<String> NO_SNIFFING = List.of("X-Content-Type-Options", "nosniff");

    /** Returns the refusal of invalid credentials (401). */
    Refusal unauthorized() {
        ObjectNode status = status("Unauthorized", "Unauthorized", 401);
        return new Refusal(401, JSON, JsonTree.text(status) + "\n", List.of());
    }

    /** Returns the refusal of a request that can be read in more than one way (400). */
    Refusal ambiguous(String what) {
        return new Refusal(400, JSON, JsonTree.text(status("BadRequest", what, 400)) + "\n", NO_SNIFFING);
    }

    /** Returns the refusal of a request whose caller or authorisation cannot be determined now, but soon (429). */
    Refusal busy() {
        ObjectNode status = status("TooManyRequests", "Too many requests, please try again later.", 429);
        status.putObject("details").put("retryAfterSeconds", 1);
        return new Refusal(
                429,
                JSON,
                JsonTree.text(status) + "\n",
                List.of("Retry-After", "1", "X-Content-Type-Options", "nosniff"));
    }

    /** Returns the refusal of a caller without permission (403). */
    Refusal forbidden(Caller caller, RequestAttributes wanted, String reason) {
        String message =
                (wanted.isResource() ? resource(wanted) + resourceMessage(caller, wanted) : pathMessage(caller, wanted))
                        + (reason.isEmpty() ? "" : ": " + reason);
        ObjectNode status = status("Forbidden", escaped(message), 403);
        ObjectNode details = status.putObject("details");
        if (wanted.isResource()) {
            if (!wanted.name().isEmpty()) {
                details.put("name", wanted.name());
            }
            details.put("group", wanted.group()).put("kind", wanted.resource());
        }
        return new Refusal(403, JSON, JsonTree.text(status) + "\n", NO_SNIFFING);
    }

    /** Returns the refusal of a request whose authorisation failed to decide (500). */
    Refusal undecided(String path, String why) {
        String text = "Internal Server Error: \"" + escaped(path) + "\": "
                + escaped(PrintableText.oneLine(why, LONGEST_CAUSE)) + "\n";
        return new Refusal(500, "text/plain; charset=utf-8", text, NO_SNIFFING);
    }

    private static String resource(RequestAttributes wanted) {
        String name = wanted.name().isEmpty() ? "" : " \"" + wanted.name() + "\"";
        return wanted.resource() + "." + wanted.group() + name + " is forbidden: ";
    }

    private static String resourceMessage(Caller caller, RequestAttributes wanted) {
        String resource =
                wanted.subresource().isEmpty() ? wanted.resource() : wanted.resource() + "/" + wanted.subresource();
        String where = wanted.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + wanted.namespace() + "\"";
        return "User \"" + name(caller) + "\" cannot " + wanted.verb() + " resource \"" + resource
                + "\" in API group \"" + wanted.group() + "\" " + where;
    }

    private static String pathMessage(Caller caller, RequestAttributes wanted) {
        return "forbidden: User \"" + name(caller) + "\" cannot " + wanted.verb() + " path \"" + wanted.path() + "\"";
    }

    private static String name(Caller caller) {
        return PrintableText.escape(caller.name(), LONGEST_NAME);
    }

    private static ObjectNode status(String reason, String message, int code) {
        ObjectNode status =
                JsonNodeFactory.instance.objectNode().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Failure")
                .put("message", message)
                .put("reason", reason)
                .put("code", code);
    }

    /** Escapes a text as Kubernetes does, so that nothing in a message is markup. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
