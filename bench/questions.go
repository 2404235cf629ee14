package main

import (
	"context"
	"math/rand/v2"
)

func (r *Round) autoscalers(ctx context.Context) error {
	question := func(random *rand.Rand) Question { return hpaQuestion(r.cluster, random) }
	for _, c := range r.contenders {
		one, err := c.latencies(ctx, 20_000, r.options.probe, question)
		if err != nil {
			return err
		}
		r.add(c, "hpa_p50_seconds", quantile(one.times, 0.5))
		r.add(c, "hpa_p99_seconds", quantile(one.times, 0.99))
		r.add(c, "hpa_p999_seconds", quantile(one.times, 0.999))
		before, err := c.program.cpu()
		if err != nil {
			return err
		}
		duration := r.options.probe
		perSecond, err := c.saturate(ctx, 8, duration, question)
		if err != nil {
			return err
		}
		after, err := c.program.cpu()
		if err != nil {
			return err
		}
		r.add(c, "hpa_rps", perSecond)
		r.add(c, "hpa_cpu_seconds", (after-before)/(perSecond*duration.Seconds()))
	}
	return nil
}

func (r *Round) lists(ctx context.Context) error {
	for _, c := range r.contenders {
		for name, question := range map[string]Question{
			"list": {path: api + "/pods", accept: asJSON},
			"top":  {path: api + "/pods", accept: protobuf, gzip: true},
		} {
			before, err := c.program.cpu()
			if err != nil {
				return err
			}
			all, err := c.latencies(ctx, 50, r.options.probe, func(*rand.Rand) Question { return question })
			if err != nil {
				return err
			}
			after, err := c.program.cpu()
			if err != nil {
				return err
			}
			r.add(c, name+"_p50_seconds", quantile(all.times, 0.5))
			r.add(c, name+"_p99_seconds", quantile(all.times, 0.99))
			r.add(c, name+"_bytes", float64(all.bytes))
			r.add(c, name+"_cpu_seconds", (after-before)/float64(len(all.times)))
		}
	}
	return nil
}

// exposition comes last, because metrics-server has none and its cost must not affect the other figures.
func (r *Round) exposition(ctx context.Context) error {
	for _, c := range r.contenders {
		if c.name != kubestats {
			continue
		}
		before, err := c.program.cpu()
		if err != nil {
			return err
		}
		const times = 3
		all, err := c.latencies(ctx, times, 0, func(*rand.Rand) Question {
			return Question{path: "/metrics", accept: "text/plain"}
		})
		if err != nil {
			return err
		}
		after, err := c.program.cpu()
		if err != nil {
			return err
		}
		r.add(c, "exposition_seconds", quantile(all.times, 0.5))
		r.add(c, "exposition_cpu_seconds", (after-before)/times)
		r.add(c, "exposition_bytes", float64(all.bytes))
	}
	return nil
}
