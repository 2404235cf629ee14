package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/** Configuration of every serving command. */
public record ServiceConfig(ScrapeConfig scrape, KubeletConfig kubelet, ServingConfig serving, MetricsConfig metrics) {
    public ServiceConfig {
        requireNonNull(scrape, "scrape");
        requireNonNull(kubelet, "kubelet");
        requireNonNull(serving, "serving");
        requireNonNull(metrics, "metrics");
    }

    /** Returns a copy with another kubelet configuration. */
    public ServiceConfig withKubelet(KubeletConfig newKubelet) {
        return new ServiceConfig(scrape, newKubelet, serving, metrics);
    }
}
