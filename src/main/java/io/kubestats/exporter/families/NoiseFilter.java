package io.kubestats.exporter.families;

/** Filter for volumes that every pod has and that are of no interest. */
final class NoiseFilter {
    private static final String TOKEN_VOLUME = "kube-api-access-";

    private NoiseFilter() {}

    static boolean isVolume(String name) {
        return name.startsWith(TOKEN_VOLUME);
    }
}
