package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Allocation is how far a JVM with the serial collector has come: how often its Eden was emptied, and what is in it.
type Allocation struct{ collections, used, size float64 }

// since is how many bytes were allocated meanwhile. A full collection empties an Eden that is not full, so it is a
// little less where there were some.
func (a Allocation) since(before Allocation) float64 {
	return (a.collections-before.collections)*a.size + a.used - before.used
}

func (c *Contender) allocation(ctx context.Context) (Allocation, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address+"/metrics/self", nil)
	if err != nil {
		return Allocation{}, err
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return Allocation{}, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return Allocation{}, err
	}
	return readAllocation(string(text))
}

// allocated adds how many bytes Kubestats allocates a cycle; of metrics-server that is not known. It is for the short
// run, whose form of the JVM has an Eden that soon keeps its size.
func (r *Round) allocated(ctx context.Context, during func() error) error {
	ours := slices.IndexFunc(r.contenders, func(c *Contender) bool { return c.name == kubestats })
	if !r.options.short || ours < 0 {
		return during()
	}
	c := r.contenders[ours]
	before, err := c.allocation(ctx)
	if err != nil {
		return err
	}
	if err := during(); err != nil {
		return err
	}
	after, err := c.allocation(ctx)
	if err != nil {
		return err
	}
	r.add(c, "allocated_bytes", after.since(before)/r.cycles())
	return nil
}

// readAllocation looks for the three series; without one of them nothing can be said.
func readAllocation(exposition string) (Allocation, error) {
	var a Allocation
	for series, value := range map[string]*float64{
		`jvm_gc_collection_seconds_count{gc="Copy"`:         &a.collections,
		`jvm_memory_pool_bytes_used{pool="Eden Space"`:      &a.used,
		`jvm_memory_pool_bytes_committed{pool="Eden Space"`: &a.size,
	} {
		_, rest, found := strings.Cut(exposition, series)
		line, _, _ := strings.Cut(rest, "\n")
		_, text, _ := strings.Cut(line, "} ")
		number, err := strconv.ParseFloat(text, 64)
		if !found || err != nil {
			return a, fmt.Errorf("there is no %s} in what Kubestats tells of itself", series)
		}
		*value = number
	}
	return a, nil
}
