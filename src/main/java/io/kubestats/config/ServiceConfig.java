package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/** What every command that serves runs with. */
public record ServiceConfig(ScrapeConfig scrape, KubeletConfig kubelet, ServingConfig serving, MetricsConfig metrics) {
    public ServiceConfig {
        requireNonNull(scrape, "scrape");
        requireNonNull(kubelet, "kubelet");
        requireNonNull(serving, "serving");
        requireNonNull(metrics, "metrics");
    }

    /** The same with another way to ask kubelets. */
    public ServiceConfig withKubelet(KubeletConfig newKubelet) {
        return new ServiceConfig(scrape, newKubelet, serving, metrics);
    }
}
