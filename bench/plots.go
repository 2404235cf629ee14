package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// Plot shows one figure against the number of nodes, with logarithmic axes.
type Plot struct {
	file, title, figure string
}

var plotted = []Plot{
	{"cpu", "CPU milliseconds a scrape cycle", "cpu_late_seconds"},
	{"rss", "RSS, MiB", "rss_late_bytes"},
	{"list", "list of all pods as JSON, median, ms", "list_p50_seconds"},
	{"hpa", "HPA queries a second, 8 clients", "hpa_rps"},
}

const (
	plotWidth, plotHeight = 640.0, 400.0
	left, right           = 70.0, 20.0
	above, below          = 50.0, 50.0
)

var colours = map[string]string{metricsServer: "#8a8a8a", kubestats: "#1f6feb"}

type point struct{ nodes, value, lowest, highest float64 }

// plots draws the plots of a file of results, for 30 pods per node and its first label.
func plots(arguments []string) error {
	if len(arguments) != 2 {
		return errors.New("usage: bench/compare plots FILE DIRECTORY")
	}
	rows, err := readRows(arguments[0])
	if err != nil {
		return err
	}
	sizes, groups := bySize(rows)
	for _, plot := range plotted {
		lines := map[string][]point{}
		for _, size := range sizes {
			if size.label != "" || size.podsPerNode != 30 {
				continue
			}
			for contender := range colours {
				lines[contender] = append(lines[contender], pointOf(groups[size], plot.figure, contender, size.nodes))
			}
		}
		path := filepath.Join(arguments[1], plot.file+".svg")
		if err := os.WriteFile(path, []byte(plot.draw(lines)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func pointOf(rows []Row, figure, contender string, nodes int) point {
	scale := 1.0
	for _, f := range figures {
		if f.name == figure {
			scale = f.scale
		}
	}
	var values []float64
	for _, value := range byRound(rows, contender, figure) {
		values = append(values, value*scale)
	}
	return point{float64(nodes), median(values), quantile(values, 0), quantile(values, 1)}
}

// draw writes an SVG with a line for each contender, a bar for the spread of its rounds, and the exponent of its growth.
func (p Plot) draw(lines map[string][]point) string {
	lowest, highest := math.Inf(1), 0.0
	fewest, most := math.Inf(1), 0.0
	for _, line := range lines {
		for _, at := range line {
			lowest, highest = min(lowest, at.lowest), max(highest, at.highest)
			fewest, most = min(fewest, at.nodes), max(most, at.nodes)
		}
	}
	lowest, highest = math.Pow(10, math.Floor(math.Log10(lowest))), math.Pow(10, math.Ceil(math.Log10(highest)))
	x := func(nodes float64) float64 {
		return left + (plotWidth-left-right)*math.Log(nodes/fewest)/math.Log(most/fewest)
	}
	y := func(value float64) float64 {
		return plotHeight - below - (plotHeight-above-below)*math.Log(value/lowest)/math.Log(highest/lowest)
	}
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="13">`+"\n"+
		`<rect width="100%%" height="100%%" fill="white"/><text x="%.0f" y="24" font-size="15">%s</text>`+"\n",
		plotWidth, plotHeight, left, p.title)
	for value := lowest; value <= highest*1.01; value *= 10 {
		fmt.Fprintf(&svg, `<path d="M%.1f %.1fH%.1f" stroke="#ddd"/><text x="%.1f" y="%.1f" text-anchor="end">%g</text>`+"\n",
			left, y(value), plotWidth-right, left-8, y(value)+4, value)
	}
	for _, at := range lines[kubestats] {
		fmt.Fprintf(&svg, `<text x="%.1f" y="%.1f" text-anchor="middle">%.0f</text>`+"\n", x(at.nodes), plotHeight-below+20, at.nodes)
	}
	fmt.Fprintf(&svg, `<text x="%.1f" y="%.1f" text-anchor="middle">nodes, 30 pods each</text>`+"\n",
		(left+plotWidth-right)/2, plotHeight-12)
	for row, contender := range []string{metricsServer, kubestats} {
		line, colour := lines[contender], colours[contender]
		path := "M"
		for i, at := range line {
			if i > 0 {
				path += "L"
			}
			path += fmt.Sprintf("%.1f %.1f", x(at.nodes), y(at.value))
			fmt.Fprintf(&svg, `<path d="M%.1f %.1fV%.1f" stroke="%s" stroke-width="5" opacity=".35"/>`+
				`<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/>`+"\n",
				x(at.nodes), y(at.lowest), y(at.highest), colour, x(at.nodes), y(at.value), colour)
		}
		fmt.Fprintf(&svg, `<path d="%s" fill="none" stroke="%s" stroke-width="2"/>`+
			`<text x="%.1f" y="%.1f" fill="%s">%s (grows with nodes^%.2f)</text>`+"\n",
			path, colour, left+10, above+14+18*float64(row), colour, contender, exponent(line))
	}
	return svg.String() + "</svg>\n"
}

// exponent returns the slope of the line that best fits the logarithms.
func exponent(line []point) float64 {
	var n, sumX, sumY, sumXX, sumXY float64
	for _, at := range line {
		x, y := math.Log(at.nodes), math.Log(at.value)
		n, sumX, sumY, sumXX, sumXY = n+1, sumX+x, sumY+y, sumXX+x*x, sumXY+x*y
	}
	return (n*sumXY - sumX*sumY) / (n*sumXX - sumX*sumX)
}
