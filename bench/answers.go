package main

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// Response bodies have the fields, and thus the size, of those of kubelet 1.37.

const (
	disk    = `"availableBytes":74537472000,"capacityBytes":270553174016,"usedBytes":`
	inodes  = `,"inodesFree":16173154,"inodes":16777216,"inodesUsed":12}`
	waiting = `{"total":176526,"avg10":0,"avg60":0,"avg300":0}`
	psi     = `,"psi":{"full":` + waiting + `,"some":` + waiting + `}`
)

// appendSummary appends the response to /stats/summary.
func appendSummary(b []byte, node *Node, now time.Time, onlyCPUAndMemory bool) []byte {
	full := !onlyCPUAndMemory
	at := measured(0, now)
	var cores, working int64
	for _, pod := range node.pods {
		cores += pod.nanocores()
		working += pod.workingSet()
	}
	total := int64(at.Sub(started()).Seconds() * float64(cores))
	b = append(b, `{"node":{"nodeName":"`...)
	b = append(b, node.name...)
	b = append(b, `","startTime":"`+timeOfCreation+`"`...)
	b = appendUse(b, at, cores, total, working, node.pressure)
	if full {
		b = append(b, `,"network":{"time":"`...)
		b = at.AppendFormat(b, time.RFC3339)
		b = append(b, `","name":"eth0","rxBytes":809265063,"rxErrors":0,"txBytes":3317374,"txErrors":0,"interfaces":[`+
			`{"name":"eth0","rxBytes":809265063,"rxErrors":0,"txBytes":3317374,"txErrors":0}]}`...)
		b = appendFilesystem(b, `,"fs":`, at, 23255822336)
		b = appendFilesystem(b, `,"runtime":{"imageFs":`, at, 2088960)
		b = appendFilesystem(b, `,"containerFs":`, at, 2088960)
		b = append(b, `},"rlimit":{"time":"`...)
		b = at.AppendFormat(b, time.RFC3339)
		b = append(b, `","maxpid":32768,"curproc":167}`...)
	}
	b = append(b, `},"pods":[`...)
	// A kubelet collects pods in a map, so their order is random.
	for i, p := range rand.Perm(len(node.pods)) {
		if i > 0 {
			b = append(b, ',')
		}
		pod := node.pods[p]
		b = appendPod(b, pod, measured(pod.Number, now), full, node.pressure)
	}
	return append(b, "]}"...)
}

func appendPod(b []byte, pod Pod, at time.Time, full, pressure bool) []byte {
	total := pod.cpuNanoseconds(at)
	b = append(b, `{"podRef":{"name":"`...)
	b = append(b, pod.Name...)
	b = append(b, `","namespace":"`...)
	b = append(b, pod.Namespace...)
	b = append(b, `","uid":"`...)
	b = append(b, pod.UID...)
	b = append(b, `"},"startTime":"`+timeOfCreation+`","containers":[{"name":"main","startTime":"`+timeOfCreation+`"`...)
	b = appendUse(b, at, pod.nanocores(), total, pod.workingSet(), pressure)
	if full {
		b = appendFilesystem(b, `,"rootfs":`, at, 86016)
		b = appendFilesystem(b, `,"logs":`, at, 32768)
	}
	b = append(b, `}]`...)
	b = appendUse(b, at, pod.nanocores(), total, pod.workingSet(), pressure)
	if full {
		b = append(b, `,"network":{"time":"`...)
		b = at.AppendFormat(b, time.RFC3339)
		b = append(b, `","name":"eth0","rxBytes":`...)
		b = strconv.AppendInt(b, total/100, 10)
		b = append(b, `,"rxErrors":0,"txBytes":`...)
		b = strconv.AppendInt(b, total/1000, 10)
		b = append(b, `,"txErrors":0}`...)
		b = appendFilesystem(b, `,"ephemeral-storage":`, at, 122880)
		b = append(b, `,"process_stats":{"process_count":1}`...)
	}
	return append(b, '}')
}

// appendUse appends the blocks for CPU, memory and swap.
func appendUse(b []byte, at time.Time, cores, total, working int64, pressure bool) []byte {
	b = append(b, `,"cpu":{"time":"`...)
	b = at.AppendFormat(b, time.RFC3339)
	b = append(b, `","usageNanoCores":`...)
	b = strconv.AppendInt(b, cores, 10)
	b = append(b, `,"usageCoreNanoSeconds":`...)
	b = strconv.AppendInt(b, total, 10)
	if pressure {
		b = append(b, psi...)
	}
	b = append(b, `},"memory":{"time":"`...)
	b = at.AppendFormat(b, time.RFC3339)
	b = append(b, `","usageBytes":`...)
	b = strconv.AppendInt(b, working+4096, 10)
	b = append(b, `,"workingSetBytes":`...)
	b = strconv.AppendInt(b, working, 10)
	b = append(b, `,"rssBytes":`...)
	b = strconv.AppendInt(b, working*4/5, 10)
	b = append(b, `,"pageFaults":7492,"majorPageFaults":0`...)
	if pressure {
		b = append(b, psi...)
	}
	b = append(b, `},"swap":{"time":"`...)
	b = at.AppendFormat(b, time.RFC3339)
	return append(b, `","swapAvailableBytes":0,"swapUsageBytes":0}`...)
}

func appendFilesystem(b []byte, field string, at time.Time, used int64) []byte {
	b = append(b, field...)
	b = append(b, `{"time":"`...)
	b = at.AppendFormat(b, time.RFC3339)
	b = append(b, `",`+disk...)
	b = strconv.AppendInt(b, used, 10)
	return append(b, inodes...)
}

// appendResourceMetrics appends the response to /metrics/resource, from the same counters. A kubelet sorts each family.
func appendResourceMetrics(b []byte, node *Node, now time.Time) []byte {
	at := measured(0, now)
	var cores, working int64
	for _, pod := range node.pods {
		cores += pod.nanocores()
		working += pod.workingSet()
	}
	b = appendContainers(b, node, now, "container_cpu_usage_seconds_total", "counter", seconds)
	b = appendContainers(b, node, now, "container_memory_working_set_bytes", "gauge", bytesInUse)
	b = appendHead(b, "container_start_time_seconds", "gauge")
	for _, pod := range node.pods {
		b = appendName(b, "container_start_time_seconds", `container="main",`, pod)
		b = strconv.AppendFloat(b, float64(started().Unix()), 'g', -1, 64)
		b = append(b, '\n')
	}
	b = appendContainers(b, node, now, "container_swap_limit_bytes", "gauge", zero)
	b = appendContainers(b, node, now, "container_swap_usage_bytes", "gauge", zero)
	b = appendHead(b, "node_cpu_usage_seconds_total", "counter")
	b = append(b, "node_cpu_usage_seconds_total "...)
	b = strconv.AppendFloat(b, at.Sub(started()).Seconds()*float64(cores)/1e9, 'g', -1, 64)
	b = appendTime(b, at)
	b = appendHead(b, "node_memory_working_set_bytes", "gauge")
	b = append(b, "node_memory_working_set_bytes "...)
	b = strconv.AppendFloat(b, float64(working), 'g', -1, 64)
	b = appendTime(b, at)
	b = appendPods(b, node, now, "pod_cpu_usage_seconds_total", "counter", seconds)
	b = appendPods(b, node, now, "pod_memory_working_set_bytes", "gauge", bytesInUse)
	b = appendPods(b, node, now, "pod_swap_usage_bytes", "gauge", zero)
	return append(appendHead(b, "resource_scrape_error", "gauge"), "resource_scrape_error 0\n"...)
}

// appendIndented appends compact JSON in the format of kubelets: with line breaks, and one space per level.
func appendIndented(b, compact []byte) []byte {
	depth, quoted := 0, false
	for i, one := range compact {
		switch {
		case one == '"':
			quoted = !quoted // Nothing that we write has a quote in its text.
			b = append(b, one)
		case quoted:
			b = append(b, one)
		case one == '{' || one == '[':
			depth++
			b = append(b, one)
			if compact[i+1] != one+2 { // In ASCII the closing one comes two after the opening one.
				b = appendLine(b, depth)
			}
		case one == '}' || one == ']':
			depth--
			if compact[i-1] != one-2 {
				b = appendLine(b, depth)
			}
			b = append(b, one)
		case one == ',':
			b = appendLine(append(b, one), depth)
		case one == ':':
			b = append(b, one, ' ')
		default:
			b = append(b, one)
		}
	}
	return b
}

func appendLine(b []byte, depth int) []byte {
	b = append(b, '\n')
	for range depth {
		b = append(b, ' ')
	}
	return b
}

type reading func(Pod, time.Time) float64

func seconds(pod Pod, at time.Time) float64 { return float64(pod.cpuNanoseconds(at)) / 1e9 }

func bytesInUse(pod Pod, _ time.Time) float64 { return float64(pod.workingSet()) }

func zero(Pod, time.Time) float64 { return 0 }

func appendContainers(b []byte, node *Node, now time.Time, name, kind string, value reading) []byte {
	return appendFamily(b, node, now, name, kind, `container="main",`, value)
}

func appendPods(b []byte, node *Node, now time.Time, name, kind string, value reading) []byte {
	return appendFamily(b, node, now, name, kind, "", value)
}

func appendFamily(b []byte, node *Node, now time.Time, name, kind, label string, value reading) []byte {
	b = appendHead(b, name, kind)
	for _, pod := range node.pods {
		at := measured(pod.Number, now)
		b = appendName(b, name, label, pod)
		b = strconv.AppendFloat(b, value(pod, at), 'g', -1, 64)
		b = appendTime(b, at)
	}
	return b
}

func appendHead(b []byte, name, kind string) []byte {
	b = append(b, "# HELP "...)
	b = append(b, name...)
	b = append(b, " [STABLE] As a kubelet tells it\n# TYPE "...)
	b = append(b, name...)
	b = append(b, ' ')
	b = append(b, kind...)
	return append(b, '\n')
}

func appendName(b []byte, name, label string, pod Pod) []byte {
	b = append(b, name...)
	b = append(b, '{')
	b = append(b, label...)
	b = append(b, `namespace="`...)
	b = append(b, pod.Namespace...)
	b = append(b, `",pod="`...)
	b = append(b, pod.Name...)
	return append(b, `"} `...)
}

func appendTime(b []byte, at time.Time) []byte {
	b = append(b, ' ')
	b = strconv.AppendInt(b, at.UnixMilli(), 10)
	return append(b, '\n')
}
