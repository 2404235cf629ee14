package io.kubestats.exporter.families;

/** The names of volumes that every pod has and nobody asks for. */
final class NoiseFilter {
    private static final String TOKEN_VOLUME = "kube-api-access-";

    private NoiseFilter() {}

    static boolean isVolume(String name) {
        return name.startsWith(TOKEN_VOLUME);
    }
}
