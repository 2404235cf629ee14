package main

import "testing"

func TestKubestatsRunsInTheFormThatIsRightForTheClusterUnlessToldOtherwise(t *testing.T) {
	for _, c := range []struct {
		told               string
		nodes, podsPerNode int
		want               string
	}{
		{"", 100, 30, "small"},
		{"", 100, 250, "large"},
		{"", 1000, 30, "large"},
		{"small", 1000, 30, "small"},
	} {
		t.Setenv("KUBESTATS_SIZE", c.told)
		if got := size(Options{nodes: c.nodes, podsPerNode: c.podsPerNode}); got != c.want {
			t.Errorf("KUBESTATS_SIZE=%q, %d x %d: %s instead of %s", c.told, c.nodes, c.podsPerNode, got, c.want)
		}
	}
}
