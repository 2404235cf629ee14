package io.kubestats.grafana;

/** Links to dashboards that keep the data source, the time range and the selected variables. */
final class Links {
    private static final String KEEP = "?${__url_time_range}&${datasource:queryparam}&${cluster:queryparam}"
            + "&${job:queryparam}&${instance:queryparam}";

    private Links() {}

    static String to(String uid, String... variables) {
        return "/d/" + uid + KEEP + (variables.length == 0 ? "" : "&" + String.join("&", variables));
    }

    /** Returns a link from a table's row that has a column of that heading. */
    static String cell(String variable, String heading) {
        return "var-" + variable + "=${__data.fields." + heading + "}";
    }

    /** Returns a link from a series that has a label of the variable's name. */
    static String label(String variable) {
        return "var-" + variable + "=${__field.labels." + variable + "}";
    }
}
