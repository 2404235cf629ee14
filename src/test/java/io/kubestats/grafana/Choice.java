package io.kubestats.grafana;

import java.util.HashMap;
import java.util.Map;

/** The selected variables of a dashboard: a regular expression or a value for each. */
record Choice(Map<String, String> variables) {
    Choice {
        variables = Map.copyOf(variables);
    }

    /** Returns a copy with this value of one variable. */
    Choice with(String variable, String value) {
        Map<String, String> other = new HashMap<>(variables);
        other.put(variable, value);
        return new Choice(other);
    }

    /**
     * Returns the expression as Grafana sends it, for an hour of data scraped every two seconds, with a shorter range
     * in place of the week.
     */
    String resolve(String expression) {
        String resolved = expression
                .replace("$__rate_interval", "20s")
                .replace("$__range", "1h")
                .replace("[7d:10m]", "[10m:2s]");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            resolved = resolved.replace("\"$" + variable.getKey() + "\"", '"' + variable.getValue() + '"');
        }
        return resolved;
    }
}
