package io.kubestats.metricsapi.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One media type of an Accept header, with its parameters except {@code q}. */
public record AcceptClause(String type, String subtype, double quality, Map<String, String> parameters) {
    private static final String ANY = "*";

    /** The most clauses that are read, and the most parameters of a clause, far above those of real clients. */
    private static final int MOST = 64;

    private static final Comparator<AcceptClause> BEST_FIRST = Comparator.comparingDouble(
                    (AcceptClause clause) -> -clause.quality)
            .thenComparing(clause -> clause.type.equals(ANY))
            .thenComparing(clause -> clause.subtype.equals(ANY));

    /** Returns the clauses of a header, the best first, without malformed media types. */
    public static List<AcceptClause> parse(String header) {
        List<AcceptClause> clauses = new ArrayList<>();
        for (String part : header.split(",", MOST)) {
            parseOne(part, clauses);
        }
        clauses.sort(BEST_FIRST);
        return clauses;
    }

    /** Returns whether the clause's media type covers {@code encoding}. */
    public boolean covers(BodyEncoding encoding) {
        return covers(encoding.mediaType());
    }

    /** Returns whether the clause covers {@code mediaType}, which is in lower case and without parameters. */
    public boolean covers(String mediaType) {
        if (type.equals(ANY)) {
            return true;
        }
        int slash = mediaType.indexOf('/');
        return mediaType.substring(0, slash).equals(type)
                && (subtype.equals(ANY) || mediaType.substring(slash + 1).equals(subtype));
    }

    /** Returns a parameter's value; empty if it is missing. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static void parseOne(String part, List<AcceptClause> clauses) {
        String[] pieces = part.split(";", MOST);
        String mediaType = pieces[0].strip().toLowerCase(Locale.ROOT);
        int slash = mediaType.indexOf('/');
        if (slash < 0 && !mediaType.equals(ANY)) {
            return;
        }
        double quality = 1;
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < pieces.length; i++) {
            int equals = pieces[i].indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = pieces[i].substring(0, equals).strip();
            String value = pieces[i].substring(equals + 1).strip();
            if (name.equals("q")) {
                quality = quality(value);
            } else {
                parameters.put(name, value);
            }
        }
        String type = slash < 0 ? ANY : mediaType.substring(0, slash).strip();
        String subtype = slash < 0 ? ANY : mediaType.substring(slash + 1).strip();
        clauses.add(new AcceptClause(type, subtype, quality, parameters));
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
