package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Accept headers of the HPA controller and kubectl top, and of clients that request JSON.
const (
	protobuf = "application/vnd.kubernetes.protobuf, */*"
	asJSON   = "application/json"
)

// Question is a request that a client repeats.
type Question struct {
	path   string
	accept string
	gzip   bool
}

// hpaQuestion returns the request of an autoscaler: the pods of one app.
func hpaQuestion(cluster Cluster, random *rand.Rand) Question {
	app := random.IntN(cluster.apps())
	return Question{path: fmt.Sprintf("%s/namespaces/%s/pods?labelSelector=app.kubernetes.io%%2Fname%%3Dapp-%05d",
		api, cluster.namespace(app), app), accept: protobuf}
}

// ask sends the request, reads the response to its end, and returns its size in bytes.
func (c *Contender) ask(ctx context.Context, client *http.Client, question Question) (int64, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address+question.path, nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Accept", question.accept)
	if question.gzip {
		request.Header.Set("Accept-Encoding", "gzip")
	}
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	count, err := io.Copy(io.Discard, answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s answers %s with %d", c.name, question.path, answer.StatusCode)
	}
	return count, err
}

// latencies sends requests one after the other, up to a count or a time limit.
func (c *Contender) latencies(ctx context.Context, most int, limit time.Duration, question func(*rand.Rand) Question) (Latencies, error) {
	random := rand.New(rand.NewPCG(1, 2))
	var all Latencies
	for begin := time.Now(); len(all.times) < most && (time.Since(begin) < limit || len(all.times) < 3); {
		at := time.Now()
		count, err := c.ask(ctx, c.client, question(random))
		if err != nil {
			return all, err
		}
		all.times = append(all.times, time.Since(at).Seconds())
		all.bytes = count
	}
	return all, nil
}

// saturate returns the responses per second to a number of clients that never pause.
func (c *Contender) saturate(ctx context.Context, clients int, duration time.Duration, question func(*rand.Rand) Question) (float64, error) {
	var answers atomic.Int64
	failures := make(chan error, clients)
	var group sync.WaitGroup
	begin := time.Now()
	for i := range clients {
		client, err := c.newClient()
		if err != nil {
			return 0, err
		}
		group.Go(func() {
			defer client.CloseIdleConnections()
			random := rand.New(rand.NewPCG(uint64(i), 3))
			for time.Since(begin) < duration {
				if _, err := c.ask(ctx, client, question(random)); err != nil {
					failures <- err
					return
				}
				answers.Add(1)
			}
		})
	}
	group.Wait()
	elapsed := time.Since(begin)
	select {
	case err := <-failures:
		return 0, err
	default:
		return float64(answers.Load()) / elapsed.Seconds(), nil
	}
}

// mix sends the requests of a cluster's clients until the context ends: autoscalers twice a second for each thousand pods,
// kubectl top pods every 15 s, kubectl top nodes every 5 s, dashboards for all pods every 30 s.
func (c *Contender) mix(ctx context.Context, cluster Cluster) error {
	random := rand.New(rand.NewPCG(4, 5))
	every := func(period time.Duration, question func() Question) func() error {
		return func() error {
			ticker := time.NewTicker(period)
			defer ticker.Stop()
			for {
				select {
				case <-ctx.Done():
					return nil
				case <-ticker.C:
					if _, err := c.ask(ctx, c.client, question()); err != nil && ctx.Err() == nil {
						return err
					}
				}
			}
		}
	}
	perSecond := 2 * float64(cluster.pods()) / 1000
	tasks := []func() error{
		every(time.Duration(float64(time.Second)/perSecond), func() Question { return hpaQuestion(cluster, random) }),
		every(15*time.Second, func() Question { return Question{path: api + "/pods", accept: protobuf, gzip: true} }),
		every(5*time.Second, func() Question { return Question{path: api + "/nodes", accept: protobuf, gzip: true} }),
		every(30*time.Second, func() Question { return Question{path: api + "/pods", accept: asJSON, gzip: true} }),
	}
	failures := make(chan error, len(tasks))
	for _, task := range tasks {
		go func() { failures <- task() }()
	}
	var first error
	for range tasks {
		if err := <-failures; err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Watched is the result of constantly requesting pods.
type Watched struct {
	blank time.Duration
	ages  []float64
}

// watch requests one pod after the other until the context ends, and returns the ages of their samples and the total
// time without a response.
func (c *Contender) watch(ctx context.Context, pods ...Pod) Watched {
	const pause = 200 * time.Millisecond
	var seen Watched
	last := time.Now()
	for i := 0; sleep(ctx, pause) == nil; i++ {
		pod := pods[i%len(pods)]
		at, err := c.sampled(ctx, api+"/namespaces/"+pod.Namespace+"/pods/"+pod.Name)
		now := time.Now()
		if err == nil {
			seen.ages = append(seen.ages, now.Sub(at).Seconds())
		} else if ctx.Err() == nil {
			seen.blank += now.Sub(last)
		}
		last = now
	}
	return seen
}

// sampled returns the timestamp of one object.
func (c *Contender) sampled(ctx context.Context, path string) (time.Time, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address+path, nil)
	if err != nil {
		return time.Time{}, err
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return time.Time{}, err
	}
	defer answer.Body.Close()
	var object struct{ Timestamp time.Time }
	if err := json.NewDecoder(answer.Body).Decode(&object); err != nil || answer.StatusCode != http.StatusOK {
		return time.Time{}, fmt.Errorf("%s answers %s with %d", c.name, path, answer.StatusCode)
	}
	return object.Timestamp, nil
}
