package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Size is one size of cluster with one form of Kubestats.
type Size struct {
	label              string
	nodes, podsPerNode int
}

func (s Size) String() string {
	title := fmt.Sprintf("%d nodes × %d pods", s.nodes, s.podsPerNode)
	if s.label != "" {
		title += ", " + s.label
	}
	return title
}

// bySize groups rows, the smallest first.
func bySize(rows []Row) ([]Size, map[Size][]Row) {
	groups := map[Size][]Row{}
	var sizes []Size
	for _, row := range rows {
		size := Size{row.label, row.nodes, row.podsPerNode}
		if groups[size] == nil {
			sizes = append(sizes, size)
		}
		groups[size] = append(groups[size], row)
	}
	slices.SortStableFunc(sizes, func(a, b Size) int {
		if a.label != b.label {
			return strings.Compare(a.label, b.label)
		}
		return a.nodes*a.podsPerNode - b.nodes*b.podsPerNode
	})
	return sizes, groups
}

// tables prints those of a file of results.
func tables(arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("usage: bench/compare tables FILE")
	}
	rows, err := readRows(arguments[0])
	if err != nil {
		return err
	}
	sizes, groups := bySize(rows)
	for _, size := range sizes {
		rounds := 0
		for _, row := range groups[size] {
			rounds = max(rounds, row.round)
		}
		fmt.Printf("### %s\n\n%d rounds.\n\n%s\n", size, rounds, table(groups[size]))
	}
	return nil
}
