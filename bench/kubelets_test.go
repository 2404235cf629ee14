package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBothAnswersOfAKubeletTellTheSame(t *testing.T) {
	cluster := Cluster{nodes: 3, podsPerNode: 10, namespaces: 2}
	pod := cluster.pod(1)
	node := &Node{name: pod.Node, pods: []Pod{pod}, pressure: true}
	now := started().Add(100 * time.Second)

	var summary struct {
		Pods []struct {
			Containers []struct {
				CPU struct{ UsageCoreNanoSeconds int64 }
			}
		}
	}
	if err := json.Unmarshal(appendSummary(nil, node, now, false), &summary); err != nil {
		t.Fatal(err)
	}
	text := string(appendResourceMetrics(nil, node, now))

	nanoseconds := summary.Pods[0].Containers[0].CPU.UsageCoreNanoSeconds
	if nanoseconds != pod.cpuNanoseconds(measured(pod.Number, now)) || nanoseconds == 0 {
		t.Errorf("the summary tells of %d ns", nanoseconds)
	}
	if !strings.Contains(text, `pod="`+pod.Name+`"} `) {
		t.Error(text)
	}
}

func TestTheSummaryTellsOfItsPodsInAnotherOrderEachTime(t *testing.T) {
	node := &Node{name: "n", pods: Cluster{nodes: 1, podsPerNode: 30, namespaces: 2}.podsOn(0)}
	order := func() []string {
		var summary struct {
			Pods []struct{ PodRef struct{ Name string } }
		}
		if err := json.Unmarshal(appendSummary(nil, node, started(), false), &summary); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, pod := range summary.Pods {
			names = append(names, pod.PodRef.Name)
		}
		return names
	}

	first, second := order(), order()

	if slices.Equal(first, second) {
		t.Error("both are in one order")
	}
	slices.Sort(first)
	slices.Sort(second)
	if len(first) != 30 || !slices.Equal(first, second) {
		t.Errorf("%d pods, then %d", len(first), len(second))
	}
}

func TestResourceMetricsAreSortedByTheirLabels(t *testing.T) {
	node := &Node{name: "n", pods: Cluster{nodes: 2, podsPerNode: 30, namespaces: 2}.podsOn(1)}

	var pods []string
	for line := range strings.Lines(string(appendResourceMetrics(nil, node, started()))) {
		if labels, ok := strings.CutPrefix(line, "pod_swap_usage_bytes{"); ok {
			pods = append(pods, labels)
		}
	}

	if len(pods) != 30 || !slices.IsSorted(pods) {
		t.Error(pods)
	}
}

func TestTheSummaryIsIndentedAsKubeletsIndentTheirs(t *testing.T) {
	cluster := Cluster{nodes: 1, podsPerNode: 2, namespaces: 2}
	node := &Node{name: "n", pods: []Pod{cluster.pod(0), cluster.pod(1)}, pressure: true}
	compact := appendSummary(nil, node, started(), false)

	var want bytes.Buffer
	if err := json.Indent(&want, compact, "", " "); err != nil {
		t.Fatal(err)
	}

	if got := string(appendIndented(nil, compact)); got != want.String() {
		t.Error(got)
	}
	if got := string(appendIndented(nil, []byte(`{"a":[],"b":{}}`))); got != "{\n \"a\": [],\n \"b\": {}\n}" {
		t.Error(got)
	}
}

func TestAppsHaveTheirPodsInOneNamespace(t *testing.T) {
	cluster := Cluster{nodes: 10, podsPerNode: 30, namespaces: 7}

	namespaces := map[string]string{}
	names := map[string]bool{}
	for i := range cluster.pods() {
		pod := cluster.pod(i)
		if before, known := namespaces[pod.App]; known && before != pod.Namespace {
			t.Errorf("%s is in %s and %s", pod.App, before, pod.Namespace)
		}
		namespaces[pod.App] = pod.Namespace
		names[pod.Name] = true
	}
	if len(names) != cluster.pods() {
		t.Errorf("%d pods have %d names", cluster.pods(), len(names))
	}
}
