package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Allocation is how far one of the two has come. Go counts bytes; of a JVM with the serial collector it is known how often
// its Eden was emptied, and what is in it.
type Allocation struct{ collections, used, size float64 }

// since is how many bytes were allocated meanwhile. A full collection empties an Eden that is not full, so it is a
// little less where there were some.
func (a Allocation) since(before Allocation) float64 {
	return (a.collections-before.collections)*(a.size+before.size)/2 + a.used - before.used
}

func (c *Contender) allocation(ctx context.Context) (Allocation, error) {
	path, read := "/metrics/self", readEden
	if c.name == metricsServer {
		path, read = "/metrics", readHeap
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address+path, nil)
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
	return read(string(text))
}

// allocated adds how many bytes each of the two allocates a cycle.
func (r *Round) allocated(ctx context.Context, during func() error) error {
	read := func(c *Contender) (Allocation, error) { return c.allocation(ctx) }
	return perCycle(r, "allocated_bytes", read, Allocation.since, during)
}

// readEden looks for the three series of a JVM.
func readEden(exposition string) (a Allocation, err error) {
	if a.collections, err = valueOf(exposition, `jvm_gc_collection_seconds_count{gc="Copy",} `); err != nil {
		return a, err
	}
	if a.used, err = valueOf(exposition, `jvm_memory_pool_bytes_used{pool="Eden Space",} `); err != nil {
		return a, err
	}
	a.size, err = valueOf(exposition, `jvm_memory_pool_bytes_committed{pool="Eden Space",} `)
	return a, err
}

// readHeap looks for the one series of Go.
func readHeap(exposition string) (a Allocation, err error) {
	a.used, err = valueOf(exposition, "\ngo_memstats_alloc_bytes_total ")
	return a, err
}

// valueOf is the value of the one line that begins so; without it nothing can be said.
func valueOf(exposition, series string) (float64, error) {
	_, rest, found := strings.Cut(exposition, series)
	text, _, _ := strings.Cut(rest, "\n")
	value, err := strconv.ParseFloat(text, 64)
	if !found || err != nil {
		return 0, fmt.Errorf("there is no %q in what it tells of itself", strings.TrimSpace(series))
	}
	return value, nil
}
