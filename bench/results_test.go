package main

import (
	"fmt"
	"math"
	"testing"
)

func TestRatiosAreTakenWithinEachRound(t *testing.T) {
	rows := []Row{
		{contender: metricsServer, figure: "hpa_rps", round: 1, value: 100},
		{contender: kubestats, figure: "hpa_rps", round: 1, value: 500},
		{contender: metricsServer, figure: "hpa_rps", round: 2, value: 10},
		{contender: kubestats, figure: "hpa_rps", round: 2, value: 40},
	}

	all := compared(rows)

	if len(all) != 1 || all[0].lowest != 4 || all[0].higher != 5 || all[0].ratio != 4.5 {
		t.Errorf("got %+v", all)
	}
}

func TestQuantilesAreMeasuredValues(t *testing.T) {
	numbers := []float64{4, 1, 3, 2}

	for q, want := range map[float64]float64{0: 1, 0.5: 2, 0.99: 4, 1: 4} {
		if got := quantile(numbers, q); got != want {
			t.Errorf("quantile %v of %v is %v, not %v", q, numbers, got, want)
		}
	}
}

func TestAFigureBeyondItsLimitIsNamed(t *testing.T) {
	rows := []Row{
		{contender: metricsServer, figure: "kubelet_requests", round: 1, value: 1},
		{contender: kubestats, figure: "kubelet_requests", round: 1, value: 2},
	}

	if err := checkLimits(rows); err == nil {
		t.Error("twice the requests are not noticed")
	}
}

func TestAFigureOfOursAloneHasABoundOfItsOwn(t *testing.T) {
	row := Row{contender: kubestats, figure: "allocated_bytes", round: 1, value: 1 << 20}

	if err := checkLimits([]Row{row}); err != nil {
		t.Error(err)
	}
	row.value = 1 << 40
	if err := checkLimits([]Row{row}); err == nil {
		t.Error("a TiB a cycle is not noticed")
	}
}

func TestWhatWasAllocatedIsCountedByCollectionsAndWhatTheyLeft(t *testing.T) {
	text := `# TYPE jvm_gc_collection_seconds summary
jvm_gc_collection_seconds_count{gc="Copy",} %s
jvm_memory_pool_bytes_used{pool="Eden Space",} %s
jvm_memory_pool_bytes_committed{pool="Eden Space",} %s
`
	before, err := readEden(fmt.Sprintf(text, "2.0", "900.0", "1000.0"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := readEden(fmt.Sprintf(text, "5.0", "100.0", "1200.0"))
	if err != nil {
		t.Fatal(err)
	}

	if got := after.since(before); got != 2500 {
		t.Errorf("got %v", got)
	}
}

func TestGoCountsWhatWasAllocated(t *testing.T) {
	text := "# TYPE go_memstats_alloc_bytes_total counter\ngo_memstats_alloc_bytes_total %s\n"
	before, err := readHeap(fmt.Sprintf(text, "1e+06"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := readHeap(fmt.Sprintf(text, "3.5e+06"))
	if err != nil {
		t.Fatal(err)
	}

	if got := after.since(before); got != 2_500_000 {
		t.Errorf("got %v", got)
	}
}

func TestWithoutCountersOfAllocationNothingIsSaid(t *testing.T) {
	if _, err := readEden("forbidden"); err == nil {
		t.Error("no counters are taken for nothing allocated")
	}
	if _, err := readHeap("forbidden"); err == nil {
		t.Error("no counters are taken for nothing allocated")
	}
}

func TestGrowthInProportionHasTheExponentOne(t *testing.T) {
	line := []point{{nodes: 10, value: 3}, {nodes: 100, value: 30}, {nodes: 1000, value: 300}}

	if got := exponent(line); math.Abs(got-1) > 1e-9 {
		t.Errorf("got %v", got)
	}
}
