package main

import (
	"context"
	"crypto/x509/pkix"
	"fmt"
	"os"
	"time"
)

// Round starts both programs and measures them; rounds share only the control plane.
type Round struct {
	options    Options
	cluster    Cluster
	kubelets   *Kubelets
	data       *Data
	number     int
	contenders []*Contender
}

// measure sets up the test bed, runs all rounds, and always tears the test bed down.
func measure(ctx context.Context, o Options, data *Data) error {
	folder, err := os.MkdirTemp("/dev/shm", "kubestats-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	listener, err := listenForKubelets(ctx)
	if err != nil {
		return err
	}
	defer listener.Close()
	cluster := Cluster{nodes: o.nodes, podsPerNode: o.podsPerNode, namespaces: o.namespaces, pressure: o.pressure,
		kubeletPort: port(listener)}
	begin := time.Now()
	plane, err := startControlPlane(ctx, o, folder, func(plane *ControlPlane) error {
		return cluster.fill(ctx, plane)
	})
	if err != nil {
		return err
	}
	defer plane.stop()
	if err := grantReading(plane); err != nil {
		return err
	}
	identity, err := plane.authority.issue(pkix.Name{CommonName: "kubelet"})
	if err != nil {
		return err
	}
	kubelets, err := startKubelets(listener, cluster, identity)
	if err != nil {
		return err
	}
	defer kubelets.stop()
	say("%d nodes and %d pods are there after %.0f s", o.nodes, cluster.pods(), time.Since(begin).Seconds())
	if o.rounds == 0 {
		say("it stays up until it is interrupted; kubelets listen on port %d, a kubeconfig is %s/admin.conf",
			cluster.kubeletPort, folder)
		<-ctx.Done()
		return nil
	}
	for i := range o.rounds {
		round := &Round{options: o, cluster: cluster, kubelets: kubelets, data: data, number: i + 1}
		if err := round.run(ctx, plane); err != nil {
			return err
		}
	}
	return nil
}

func (r *Round) run(ctx context.Context, plane *ControlPlane) error {
	defer func() {
		for _, c := range r.contenders {
			c.stop()
		}
	}()
	names := []string{metricsServer, kubestats}
	if r.number%2 == 0 {
		names[0], names[1] = names[1], names[0] // The second one finds a warmer machine.
	}
	for _, name := range names {
		say("round %d of %d: %s starts", r.number, r.options.rounds, name)
		c, err := startContender(plane, r.options, name)
		if err != nil {
			return err
		}
		r.contenders = append(r.contenders, c)
		complete, err := c.awaitComplete(ctx, r.cluster)
		if err != nil {
			return err
		}
		r.add(c, "complete_after_seconds", complete.Seconds())
	}
	for _, step := range r.steps() {
		say("round %d of %d: %s", r.number, r.options.rounds, step.name)
		if err := step.run(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Step is a part of a round.
type Step struct {
	name string
	run  func(context.Context) error
}

func (r *Round) steps() []Step {
	if r.options.short {
		return []Step{
			{"cycles alone", r.early},
			{"autoscalers' questions", r.autoscalers},
			{"lists of all pods", r.lists},
		}
	}
	steps := []Step{
		{"cycles alone", r.early},
		{"the mix of questions, and a failed scrape", r.mix},
		{"autoscalers' questions", r.autoscalers},
		{"lists of all pods", r.lists},
		{"cycles alone", r.late},
	}
	if r.options.warm > 0 {
		steps = append(steps, Step{"cycles alone, until both are warm", r.warm})
	}
	return append(steps, Step{"/metrics", r.exposition})
}

func (r *Round) early(ctx context.Context) error {
	before := r.traffic()
	if err := r.allocated(ctx, func() error { return r.window(ctx, "cpu_early_seconds", r.idle) }); err != nil {
		return err
	}
	after := r.traffic()
	perNode := r.cycles() * float64(r.cluster.nodes)
	for _, c := range r.contenders {
		r.add(c, "kubelet_requests", (after[c.name][0]-before[c.name][0])/perNode)
		r.add(c, "kubelet_bytes", (after[c.name][1]-before[c.name][1])/perNode)
	}
	return r.memory(func(c *Contender, memory Memory) { r.add(c, "rss_early_bytes", memory.resident) })
}

// traffic returns the requests and bytes of each contender at the kubelets so far.
func (r *Round) traffic() map[string][2]float64 {
	traffic := map[string][2]float64{}
	for name, of := range r.kubelets.traffic {
		traffic[name] = [2]float64{float64(of.requests.Load()), float64(of.bytes.Load())}
	}
	return traffic
}

func (r *Round) late(ctx context.Context) error {
	if err := r.window(ctx, "cpu_late_seconds", r.idle); err != nil {
		return err
	}
	return r.memory(func(c *Contender, memory Memory) {
		r.add(c, "rss_late_bytes", memory.resident)
		r.add(c, "pss_late_bytes", memory.proportional)
		r.add(c, "rss_peak_bytes", memory.peak)
	})
}

// warm measures again after the JVM has compiled the hot code.
func (r *Round) warm(ctx context.Context) error {
	if err := r.idle(ctx, r.options.warm); err != nil {
		return err
	}
	if err := r.window(ctx, "cpu_warm_seconds", r.idle); err != nil {
		return err
	}
	return r.memory(func(c *Contender, memory Memory) { r.add(c, "rss_warm_bytes", memory.resident) })
}

// memory adds the present memory of each program.
func (r *Round) memory(add func(*Contender, Memory)) error {
	for _, c := range r.contenders {
		memory, err := c.program.memory()
		if err != nil {
			return err
		}
		add(c, memory)
	}
	return nil
}

// mix also makes the next scrape of one node fail, once for each program.
func (r *Round) mix(parent context.Context) error {
	pod := r.cluster.pod(0)
	var others []Pod
	for i := 1; i < min(r.cluster.nodes, 50); i++ {
		others = append(others, r.cluster.pod(i))
	}
	r.kubelets.failNext(r.kubelets.nodes[r.cluster.address(0)])
	return r.window(parent, "cpu_mix_seconds", func(parent context.Context, length time.Duration) error {
		ctx, cancel := context.WithTimeout(parent, length)
		defer cancel()
		failures := make(chan error, len(r.contenders))
		seen := make(chan func(), 2*len(r.contenders))
		for _, c := range r.contenders {
			go func() { failures <- c.mix(ctx, r.cluster) }()
			go func() {
				failed := c.watch(ctx, pod)
				seen <- func() { r.add(c, "blank_seconds", failed.blank.Seconds()) }
			}()
			go func() {
				well := c.watch(ctx, others...)
				seen <- func() { r.add(c, "age_seconds", median(well.ages)) }
			}()
		}
		var first error
		for range r.contenders {
			if err := <-failures; err != nil && first == nil {
				first = err
			}
			(<-seen)()
			(<-seen)()
		}
		if err := parent.Err(); err != nil {
			return err
		}
		return first
	})
}

// window measures the CPU time of both programs at the same time, during an activity.
func (r *Round) window(ctx context.Context, figure string, during func(context.Context, time.Duration) error) error {
	cpu := func(c *Contender) (float64, error) { return c.program.cpu() }
	used := func(after, before float64) float64 { return after - before }
	return perCycle(r, figure, cpu, used, func() error { return during(ctx, r.options.settle) })
}

// perCycle reads a counter of each program before and after an activity, and adds its growth per cycle.
func perCycle[T any](r *Round, figure string, read func(*Contender) (T, error), growth func(after, before T) float64,
	during func() error) error {
	before := map[string]T{}
	for _, c := range r.contenders {
		value, err := read(c)
		if err != nil {
			return err
		}
		before[c.name] = value
	}
	if err := during(); err != nil {
		return err
	}
	for _, c := range r.contenders {
		after, err := read(c)
		if err != nil {
			return err
		}
		r.add(c, figure, growth(after, before[c.name])/r.cycles())
	}
	return nil
}

func (r *Round) idle(ctx context.Context, length time.Duration) error {
	return sleep(ctx, length)
}

func (r *Round) cycles() float64 { return r.options.settle.Seconds() / r.options.resolution.Seconds() }

func (r *Round) add(c *Contender, figure string, value float64) {
	r.data.add(r.number, c.name, figure, value)
}

func say(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", arguments...)
}
