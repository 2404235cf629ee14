package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Row is one measured value.
type Row struct {
	label              string
	nodes, podsPerNode int
	round              int
	contender, figure  string
	value              float64
}

// Data is the result of one run.
type Data struct {
	label              string
	nodes, podsPerNode int
	rows               []Row
}

// Latencies are response times in seconds, and the size of the last response.
type Latencies struct {
	times []float64
	bytes int64
}

func (d *Data) add(round int, contender, figure string, value float64) {
	d.rows = append(d.rows, Row{d.label, d.nodes, d.podsPerNode, round, contender, figure, value})
}

var header = []string{"label", "nodes", "pods_per_node", "round", "contender", "figure", "value"}

func (d *Data) appendTo(path string) error {
	_, err := os.Stat(path)
	isNew := os.IsNotExist(err)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	writer := csv.NewWriter(file)
	if isNew {
		if err := writer.Write(header); err != nil {
			return err
		}
	}
	for _, r := range d.rows {
		if err := writer.Write([]string{r.label, strconv.Itoa(r.nodes), strconv.Itoa(r.podsPerNode),
			strconv.Itoa(r.round), r.contender, r.figure, strconv.FormatFloat(r.value, 'g', 6, 64)}); err != nil {
			return err
		}
	}
	writer.Flush()
	return writer.Error()
}

func readRows(path string) ([]Row, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, line := range lines[1:] {
		var numbers [3]int
		for i := range numbers {
			if numbers[i], err = strconv.Atoi(line[i+1]); err != nil {
				return nil, err
			}
		}
		value, err := strconv.ParseFloat(line[6], 64)
		if err != nil {
			return nil, err
		}
		rows = append(rows, Row{line[0], numbers[0], numbers[1], numbers[2], line[4], line[5], value})
	}
	return rows, nil
}

// quantile returns a quantile of numbers in any order, by nearest rank; 0 without numbers.
func quantile(numbers []float64, q float64) float64 {
	if len(numbers) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(numbers))
	rank := int(q*float64(len(sorted)) + 0.999999)
	return sorted[min(max(rank, 1), len(sorted))-1]
}

func median(numbers []float64) float64 {
	if len(numbers) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(numbers))
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// Comparison is one figure of both programs, over all rounds.
type Comparison struct {
	figure         Figure
	theirs, ours   float64
	ratio          float64
	lowest, higher float64
	rounds         int
}

// compared returns the figures of both programs, in the order of the catalogue. Ratios are calculated within each round.
func compared(rows []Row) []Comparison {
	var all []Comparison
	for _, figure := range figures {
		theirs, ours := byRound(rows, metricsServer, figure.name), byRound(rows, kubestats, figure.name)
		var ratios, left, right []float64
		for round, value := range ours {
			right = append(right, value)
			if other, ok := theirs[round]; ok {
				left = append(left, other)
				if other != 0 {
					ratios = append(ratios, value/other)
				}
			}
		}
		if len(right) == 0 {
			continue
		}
		c := Comparison{figure: figure, theirs: median(left), ours: median(right), rounds: len(ratios)}
		if len(ratios) > 0 {
			c.ratio, c.lowest, c.higher = median(ratios), slices.Min(ratios), slices.Max(ratios)
		}
		all = append(all, c)
	}
	return all
}

func byRound(rows []Row, contender, figure string) map[int]float64 {
	values := map[int]float64{}
	for _, r := range rows {
		if r.contender == contender && r.figure == figure {
			values[r.round] = r.value
		}
	}
	return values
}

// table shows medians, and the ratio with its spread, as Markdown.
func table(rows []Row) string {
	var text strings.Builder
	text.WriteString("| figure | metrics-server | Kubestats | ratio | lowest to highest |\n|---|---|---|---|---|\n")
	for _, c := range compared(rows) {
		ratio, spread := "–", "–"
		if c.rounds > 0 {
			ratio = number(c.ratio)
			spread = number(c.lowest) + " to " + number(c.higher)
		}
		theirs := c.figure.form(c.theirs)
		if c.figure.oursAlone {
			theirs = "–"
		}
		fmt.Fprintf(&text, "| %s | %s | %s | %s | %s |\n", c.figure.title, theirs, c.figure.form(c.ours), ratio, spread)
	}
	return text.String()
}

// number formats a value with three significant digits.
func number(value float64) string {
	switch {
	case value == 0:
		return "0"
	case value >= 100:
		return strconv.FormatFloat(value, 'f', 0, 64)
	case value >= 10:
		return strconv.FormatFloat(value, 'f', 1, 64)
	case value >= 1:
		return strconv.FormatFloat(value, 'f', 2, 64)
	default:
		return strconv.FormatFloat(value, 'g', 3, 64)
	}
}
