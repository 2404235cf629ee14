package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Allocation is a snapshot of a program's allocations. Go counts bytes; a JVM with the serial collector reports how often
// its Eden was emptied, and its content.
type Allocation struct{ collections, used, size float64 }

// since returns the bytes allocated since an earlier snapshot. A full collection empties an Eden that is not full, so the
// result is slightly too high after one.
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

// allocated adds the bytes that each program allocates per cycle.
func (r *Round) allocated(ctx context.Context, during func() error) error {
	read := func(c *Contender) (Allocation, error) { return c.allocation(ctx) }
	return perCycle(r, "allocated_bytes", read, Allocation.since, during)
}

// readEden reads the three series of a JVM.
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

// readHeap reads the series of Go.
func readHeap(exposition string) (a Allocation, err error) {
	a.used, err = valueOf(exposition, "\ngo_memstats_alloc_bytes_total ")
	return a, err
}

// valueOf returns the value of the only line with that prefix, or an error without one.
func valueOf(exposition, series string) (float64, error) {
	_, rest, found := strings.Cut(exposition, series)
	text, _, _ := strings.Cut(rest, "\n")
	value, err := strconv.ParseFloat(text, 64)
	if !found || err != nil {
		return 0, fmt.Errorf("there is no %q in what it tells of itself", strings.TrimSpace(series))
	}
	return value, nil
}
