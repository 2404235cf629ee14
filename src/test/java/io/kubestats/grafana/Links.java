package io.kubestats.grafana;

/** Addresses of dashboards that keep data source, time and whatever is chosen above. */
final class Links {
    private static final String KEEP = "?${__url_time_range}&${datasource:queryparam}&${cluster:queryparam}"
            + "&${job:queryparam}&${instance:queryparam}";

    private Links() {}

    static String to(String uid, String... variables) {
        return "/d/" + uid + KEEP + (variables.length == 0 ? "" : "&" + String.join("&", variables));
    }

    /** From a table's row with a column of that heading. */
    static String cell(String variable, String heading) {
        return "var-" + variable + "=${__data.fields." + heading + "}";
    }

    /** From a series with a label of the variable's name. */
    static String label(String variable) {
        return "var-" + variable + "=${__field.labels." + variable + "}";
    }
}
