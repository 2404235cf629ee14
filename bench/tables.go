package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Size is one size of cluster with one label of Kubestats.
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

// tables prints the tables of a file of results: the ratios of all sizes, then each size in full.
func tables(arguments []string) error {
	if len(arguments) != 1 {
		return errors.New("usage: bench/compare tables FILE")
	}
	rows, err := readRows(arguments[0])
	if err != nil {
		return err
	}
	sizes, groups := bySize(rows)
	fmt.Println(ratios(sizes, groups))
	for _, size := range sizes {
		rounds := 0
		for _, row := range groups[size] {
			rounds = max(rounds, row.round)
		}
		fmt.Printf("## %s\n\nRounds: %d.\n\n%s\n", size, rounds, table(groups[size]))
	}
	return nil
}

// ratios returns a table with a column for each size and a row for each figure of both programs.
func ratios(sizes []Size, groups map[Size][]Row) string {
	cells := map[string][]string{}
	head, line := "| Kubestats ÷ metrics-server |", "|---|"
	for _, size := range sizes {
		head += " " + size.String() + " |"
		line += "---|"
		for _, c := range compared(groups[size]) {
			if c.rounds > 0 {
				cells[c.figure.name] = append(cells[c.figure.name], number(c.ratio))
			}
		}
	}
	text := head + "\n" + line + "\n"
	for _, figure := range figures {
		if len(cells[figure.name]) == len(sizes) {
			text += "| " + figure.title + " | " + strings.Join(cells[figure.name], " | ") + " |\n"
		}
	}
	return text
}
