package io.kubestats.demo.cluster;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** Generator of names and ids in the format of Kubernetes, deterministic by seed. Not thread-safe. */
final class NameGenerator {
    /** The alphabet of Kubernetes, without vowels and similar characters, so that no words arise. */
    private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";

    private static final HexFormat HEX = HexFormat.of();
    private static final int SUFFIX_LENGTH = 5;
    private static final int SUFFIXES = 27 * 27 * 27 * 27 * 27;

    /** A stride without a common factor with 27, so that its multiples visit every suffix before one repeats. */
    private static final long STRIDE = 8_675_309;

    private final SplittableRandom random;
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final long firstSuffix;
    private long suffixes;

    NameGenerator(long seed) {
        this.random = new SplittableRandom(seed);
        this.firstSuffix = random.nextInt(SUFFIXES);
    }

    /** Returns five characters that never repeat. */
    String suffix() {
        long number = (firstSuffix + STRIDE * suffixes++) % SUFFIXES;
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(SAFE.charAt((int) (number % SAFE.length())));
            number /= SAFE.length();
        }
        return suffix.toString();
    }

    /** Returns the hash of a workload's pod template, always the same for one workload. */
    String templateHash(Workload workload) {
        return hashes.computeIfAbsent(workload.namespace() + "/" + workload.name(), key -> {
            StringBuilder hash = new StringBuilder();
            for (int i = 0; i < 9; i++) {
                hash.append(SAFE.charAt(random.nextInt(SAFE.length())));
            }
            return hash.toString();
        });
    }

    /** Returns the next ordinal of a workload, from 0. */
    int ordinal(Workload workload) {
        return ordinals.merge(workload.namespace() + "/" + workload.name(), 1, Integer::sum) - 1;
    }

    /** Returns a random uid. */
    String uid() {
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(version4, variant).toString();
    }

    /** Returns the kubelet's uid of a static pod, the hash of its manifest. */
    String manifestHash() {
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
