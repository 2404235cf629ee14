package main

import "fmt"

// Figure is a measured quantity.
type Figure struct {
	name, title, unit string
	scale             float64
	// limit is the largest ratio to metrics-server that the short run allows; 0 for times.
	limit float64
	// most is the largest value of Kubestats that the short run allows; 0 if there is no limit.
	most      float64
	oursAlone bool
}

func (f Figure) form(value float64) string {
	text := number(value * f.scale)
	if f.unit == "" {
		return text
	}
	return text + " " + f.unit
}

const mebibyte = 1.0 / (1 << 20)

// figures are all figures in the order of the tables.
var figures = []Figure{
	{name: "complete_after_seconds", title: "from exec to the first complete answer", unit: "s", scale: 1},
	{name: "cpu_early_seconds", title: "CPU a cycle, in the first minute after that", unit: "ms", scale: 1000},
	{name: "cpu_late_seconds", title: "CPU a cycle, in the last minute of the round", unit: "ms", scale: 1000},
	{name: "cpu_warm_seconds", title: "CPU a cycle, once both are warm", unit: "ms", scale: 1000},
	{name: "cpu_mix_seconds", title: "CPU a cycle, with the mix of questions", unit: "ms", scale: 1000},
	{name: "rss_early_bytes", title: "RSS after the first minute", unit: "MiB", scale: mebibyte, limit: 1.4},
	{name: "rss_late_bytes", title: "RSS at the end", unit: "MiB", scale: mebibyte},
	{name: "pss_late_bytes", title: "PSS at the end", unit: "MiB", scale: mebibyte},
	{name: "rss_warm_bytes", title: "RSS, once both are warm", unit: "MiB", scale: mebibyte},
	{name: "rss_peak_bytes", title: "highest RSS", unit: "MiB", scale: mebibyte},
	{name: "hpa_p50_seconds", title: "HPA query, median", unit: "ms", scale: 1000},
	{name: "hpa_p99_seconds", title: "HPA query, 99 %", unit: "ms", scale: 1000},
	{name: "hpa_p999_seconds", title: "HPA query, 99.9 %", unit: "ms", scale: 1000},
	{name: "hpa_rps", title: "HPA queries, 8 clients", unit: "/s", scale: 1},
	{name: "hpa_cpu_seconds", title: "CPU of one HPA query of those", unit: "µs", scale: 1e6},
	{name: "list_p50_seconds", title: "all pods, JSON, median", unit: "ms", scale: 1000},
	{name: "list_p99_seconds", title: "all pods, JSON, 99 %", unit: "ms", scale: 1000},
	{name: "list_bytes", title: "all pods, JSON, size", unit: "MiB", scale: mebibyte, limit: 1.05},
	{name: "list_cpu_seconds", title: "all pods, JSON, CPU", unit: "ms", scale: 1000},
	{name: "top_p50_seconds", title: "all pods, protobuf and gzip, median", unit: "ms", scale: 1000},
	{name: "top_p99_seconds", title: "all pods, protobuf and gzip, 99 %", unit: "ms", scale: 1000},
	{name: "top_bytes", title: "all pods, protobuf and gzip, size", unit: "MiB", scale: mebibyte, limit: 1.15},
	{name: "top_cpu_seconds", title: "all pods, protobuf and gzip, CPU", unit: "ms", scale: 1000},
	{name: "blank_seconds", title: "without an answer after one failed scrape", unit: "s", scale: 1},
	{name: "age_seconds", title: "age of a pod's sample, median", unit: "s", scale: 1},
	{name: "kubelet_requests", title: "requests to each kubelet a cycle", scale: 1, limit: 1.1},
	{name: "kubelet_bytes", title: "bytes from each kubelet a cycle", unit: "KiB", scale: 1.0 / 1024, most: 28 << 10},
	{name: "allocated_bytes", title: "allocated a cycle, in the first minute", unit: "MiB", scale: mebibyte, most: 10 << 20},
	{name: "exposition_seconds", title: "/metrics with all values", unit: "ms", scale: 1000, oursAlone: true},
	{name: "exposition_cpu_seconds", title: "/metrics with all values, CPU", unit: "ms", scale: 1000, oursAlone: true},
	{name: "exposition_bytes", title: "/metrics with all values, size", unit: "MiB", scale: mebibyte, oursAlone: true},
}

// checkLimits returns an error that names the figures beyond their limits.
func checkLimits(rows []Row) error {
	var failed []string
	for _, c := range compared(rows) {
		if c.figure.limit > 0 && c.ratio > c.figure.limit {
			failed = append(failed, fmt.Sprintf("%s: %s times metrics-server's, and %s is the most that is allowed",
				c.figure.title, number(c.ratio), number(c.figure.limit)))
		}
		if c.figure.most > 0 && c.ours > c.figure.most {
			failed = append(failed, fmt.Sprintf("%s: %s, and %s is the most that is allowed",
				c.figure.title, c.figure.form(c.ours), c.figure.form(c.figure.most)))
		}
	}
	if len(failed) > 0 {
		return fmt.Errorf("out of limits: %v", failed)
	}
	return nil
}
