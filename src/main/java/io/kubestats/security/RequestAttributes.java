package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The attributes of a request that Kubernetes authorisers decide on: a resource or a path.
 *
 * @param path the path without a trailing slash, for a request without a resource; else empty
 */
record RequestAttributes(
        String verb,
        String path,
        String group,
        String version,
        String namespace,
        String resource,
        String subresource,
        String name) {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_PATH = 1_024;

    RequestAttributes {
        requireNonNull(verb, "verb");
        requireNonNull(path, "path");
    }

    /** Returns whether the request concerns a resource. */
    boolean isResource() {
        return path.isEmpty();
    }

    /** Parses a request; empty if its path can be read in more than one way. */
    static Optional<RequestAttributes> of(String method, String path, String query) {
        if (!isPlain(path)) {
            return Optional.empty();
        }
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> parts = new ArrayList<>(List.of(trimmed.substring(1).split("/", -1)));
        if (parts.size() < 4 || !parts.get(0).equals("apis")) {
            return Optional.of(ofPath(method.toLowerCase(Locale.ROOT), trimmed));
        }
        String group = parts.get(1);
        String version = parts.get(2);
        String namespace = "";
        List<String> rest = parts.subList(3, parts.size());
        if (rest.get(0).equals("namespaces") && rest.size() > 1) {
            namespace = rest.get(1);
            rest = rest.size() > 2 ? rest.subList(2, rest.size()) : rest;
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        return Optional.of(new RequestAttributes(
                verb(method, name, query),
                "",
                group,
                version,
                namespace,
                rest.get(0),
                rest.size() > 2 ? rest.get(2) : "",
                name));
    }

    /** Returns which part is longer than Kubernetes allows; empty if none is. */
    Optional<String> excess() {
        return excess("path", path, LONGEST_PATH)
                .or(() -> excess("API group", group, LONGEST_NAME))
                .or(() -> excess("API version", version, LONGEST_LABEL))
                .or(() -> excess("namespace", namespace, LONGEST_LABEL))
                .or(() -> excess("resource", resource, LONGEST_LABEL))
                .or(() -> excess("subresource", subresource, LONGEST_LABEL))
                .or(() -> excess("name", name, LONGEST_NAME));
    }

    private static Optional<String> excess(String part, String text, int longest) {
        return text.length() > longest
                ? Optional.of("the " + part + " must be no more than " + longest + " characters")
                : Optional.empty();
    }

    private static RequestAttributes ofPath(String verb, String path) {
        return new RequestAttributes(verb, path, "", "", "", "", "", "");
    }

    private static String verb(String method, String name, String query) {
        return switch (method) {
            case "GET", "HEAD" -> watches(query) ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    private static boolean watches(String query) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.equals("watch") || parameter.startsWith("watch=")) {
                String value = parameter.substring(Math.min(parameter.length(), "watch=".length()));
                return !value.equalsIgnoreCase("false") && !value.equals("0");
            }
        }
        return false;
    }

    /** Returns whether no part is escaped, empty or a step to the parent: router and guard then read it alike. */
    private static boolean isPlain(String path) {
        if (!path.startsWith("/") || path.contains("//")) {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "/-._:~".indexOf(c) < 0) {
                return false;
            }
        }
        for (String part : path.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
