package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Kubelets are the kubelets of all nodes: one listener on every local address, which identifies the node by the
// address of the connection. As in real kubelets, the server is Go's own, with HTTP/2.
type Kubelets struct {
	server  *http.Server
	nodes   map[string]*Node
	traffic map[string]*Traffic // By contender.
	buffers sync.Pool
	zippers sync.Pool
}

// Node is one kubelet with its pending failures. Its pods are sorted as by podsOn.
type Node struct {
	name     string
	pods     []Pod
	pressure bool
	failures sync.Map // Contenders that get none of it the next time they ask.
}

// Traffic counts the requests of one contender to the kubelets.
type Traffic struct{ requests, bytes atomic.Int64 }

func startKubelets(listener net.Listener, cluster Cluster, identity Identity) (*Kubelets, error) {
	pair, err := identity.pair()
	if err != nil {
		return nil, err
	}
	k := &Kubelets{nodes: map[string]*Node{}, traffic: map[string]*Traffic{metricsServer: {}, kubestats: {}}}
	k.buffers.New = func() any { return new([]byte) }
	k.zippers.New = func() any { return gzip.NewWriter(nil) }
	for i := range cluster.nodes {
		k.nodes[cluster.address(i)] = &Node{name: cluster.node(i), pods: cluster.podsOn(i), pressure: cluster.pressure}
	}
	k.server = &http.Server{
		Handler:           k,
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{pair}},
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       90 * time.Second,
		ErrorLog:          log.New(nothing{}, "", 0),
	}
	go func() { _ = k.server.ServeTLS(listener, "", "") }() // It ends with an error when it is closed.
	return k, nil
}

func (k *Kubelets) stop() { _ = k.server.Close() }

// ServeHTTP responds like a kubelet that authenticates nobody.
func (k *Kubelets) ServeHTTP(out http.ResponseWriter, request *http.Request) {
	address := request.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	node := k.nodes[address.IP.String()]
	if node == nil {
		http.NotFound(out, request)
		return
	}
	buffer := k.buffers.Get().(*[]byte)
	defer k.buffers.Put(buffer)
	now := time.Now()
	who := contender(request)
	if _, fails := node.failures.LoadAndDelete(who); fails {
		http.Error(out, "failed on purpose", http.StatusInternalServerError)
		return
	}
	switch request.URL.Path {
	case "/stats/summary":
		compact := k.buffers.Get().(*[]byte)
		defer k.buffers.Put(compact)
		*compact = appendSummary((*compact)[:0], node, now, request.URL.Query().Get("only_cpu_and_memory") == "true")
		*buffer = appendIndented((*buffer)[:0], *compact)
		out.Header().Set("Content-Type", "application/json")
	case "/metrics/resource":
		*buffer = appendResourceMetrics((*buffer)[:0], node, now)
		out.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores")
		if strings.Contains(request.Header.Get("Accept-Encoding"), "gzip") {
			*buffer = k.zipped(*buffer)
			out.Header().Set("Content-Encoding", "gzip")
		}
	default:
		http.NotFound(out, request)
		return
	}
	k.traffic[who].count(*buffer)
	out.Header().Set("Content-Length", fmt.Sprint(len(*buffer)))
	_, _ = out.Write(*buffer) // The client may have disconnected.
}

// zipped returns a gzipped body. Kubelets compress /metrics/resource on request, but never the Summary.
func (k *Kubelets) zipped(body []byte) []byte {
	zipper := k.zippers.Get().(*gzip.Writer)
	defer k.zippers.Put(zipper)
	var out bytes.Buffer
	zipper.Reset(&out)
	_, _ = zipper.Write(body) // Writing to memory does not fail.
	_ = zipper.Close()
	return out.Bytes()
}

// failNext makes the next scrape of a node fail, once for each contender.
func (k *Kubelets) failNext(node *Node) {
	node.failures.Store(metricsServer, true)
	node.failures.Store(kubestats, true)
}

// contender returns the sender of a request. Kubestats sends its name, metrics-server the User-Agent of client-go.
func contender(request *http.Request) string {
	if strings.HasPrefix(request.UserAgent(), kubestats) {
		return kubestats
	}
	return metricsServer
}

func (t *Traffic) count(body []byte) {
	t.requests.Add(1)
	t.bytes.Add(int64(len(body)))
}

func listenForKubelets(ctx context.Context) (net.Listener, error) {
	var config net.ListenConfig
	return config.Listen(ctx, "tcp4", "0.0.0.0:0")
}

type nothing struct{}

func (nothing) Write(line []byte) (int, error) { return len(line), nil }

// The load of a pod is constant, and differs between pods.
func (p Pod) nanocores() int64 { return int64(1_000_000 + p.Number*7919%199_000_000) }

func (p Pod) workingSet() int64 { return int64(8<<20 + p.Number*104_729%(200<<20)&^4095) }

// cpuNanoseconds returns the counter at a time.
func (p Pod) cpuNanoseconds(at time.Time) int64 {
	return int64(at.Sub(started()).Seconds() * float64(p.nanocores()))
}

// measured returns the time of the last reading of a pod: every ten seconds, at its own phase.
func measured(number int, now time.Time) time.Time {
	const period = 10
	second := now.Unix()
	return time.Unix(second-(second+int64(number))%period, 0).UTC()
}

func port(listener net.Listener) int { return listener.Addr().(*net.TCPAddr).Port }
