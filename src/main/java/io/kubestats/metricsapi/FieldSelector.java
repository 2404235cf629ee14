package io.kubestats.metricsapi;

import io.kubestats.metricsapi.format.ApiResource;
import io.kubestats.metricsapi.format.ApiStatus;
import io.kubestats.metricsapi.format.ApiStatusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A field selector; an object must match all terms. */
record FieldSelector(List<Term> terms) {
    static final FieldSelector EVERYTHING = new FieldSelector(List.of());
    private static final String NAME = "metadata.name";

    /** A required or excluded value of a field. */
    record Term(String field, boolean negated, String value) {
        boolean matches(UnaryOperator<String> valueOf) {
            return valueOf.apply(field).equals(value) != negated;
        }
    }

    FieldSelector {
        terms = List.copyOf(terms);
    }

    /** Parses a selector: terms with {@code =}, {@code ==} or {@code !=}, and backslashes before special characters. */
    static FieldSelector parse(String text) throws ApiStatusException {
        List<Term> terms = new ArrayList<>();
        String[] parts = split(text).toArray(String[]::new);
        Arrays.sort(parts);
        for (String part : parts) {
            if (!part.isEmpty()) {
                terms.add(term(text, part));
            }
        }
        return new FieldSelector(terms);
    }

    /** Rejects fields that {@code resource} does not support in selectors, with the API server's message. */
    void check(ApiResource resource) throws ApiStatusException {
        for (Term term : terms) {
            if (!resource.selectableFields().contains(term.field)) {
                String known = resource.selectableFields().stream()
                        .map(field -> '"' + field + '"')
                        .collect(Collectors.joining(", "));
                throw ApiStatus.badRequest("\"" + term.field + "\" is not a known field selector: only " + known)
                        .asException();
            }
        }
    }

    /** Returns whether an object matches whose field values {@code valueOf} returns. */
    boolean matches(UnaryOperator<String> valueOf) {
        for (Term term : terms) {
            if (!term.matches(valueOf)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the only name that can match, if there is just one. */
    Optional<String> name() {
        return terms.stream()
                .filter(term -> term.field.equals(NAME) && !term.negated)
                .map(Term::value)
                .findFirst();
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == ',') {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Term term(String whole, String part) throws ApiStatusException {
        int equals = part.indexOf('=');
        if (equals < 0) {
            throw ApiStatus.badRequest("invalid selector: '" + whole + "'; can't understand '" + part + "'")
                    .asException();
        }
        boolean negated = equals > 0 && part.charAt(equals - 1) == '!';
        String field = part.substring(0, negated ? equals - 1 : equals);
        boolean isDouble = !negated && part.startsWith("==", equals);
        return new Term(field, negated, unescape(part.substring(equals + (isDouble ? 2 : 1))));
    }

    private static String unescape(String value) throws ApiStatusException {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                String escaped = value.substring(i, Math.min(i + 1, value.length()));
                if (escaped.isEmpty() || "\\,=".indexOf(escaped.charAt(0)) < 0) {
                    throw ApiStatus.badRequest("invalid field selector: invalid escape sequence: \\" + escaped)
                            .asException();
                }
                plain.append(escaped);
            } else if (c == ',' || c == '=') {
                throw ApiStatus.badRequest("invalid field selector: unescaped character in value: " + (int) c)
                        .asException();
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
