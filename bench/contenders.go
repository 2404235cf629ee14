package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

const api = "/apis/metrics.k8s.io/v1beta1"

// Names of the compared programs in the results.
const (
	metricsServer = "metrics-server"
	kubestats     = "kubestats"
)

// Contender is one of the two running programs.
type Contender struct {
	name      string
	address   string
	program   *Program
	client    *http.Client
	newClient func() (*http.Client, error)
}

// startContender starts one of the two programs, with the same rights and, where both have them, the same flags.
func startContender(plane *ControlPlane, o Options, name string) (*Contender, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	common := []string{
		"--kubeconfig=" + plane.file("admin.conf"),
		"--kubelet-insecure-tls",
		"--kubelet-use-node-status-port",
		"--kubelet-preferred-address-types=InternalIP",
		"--metric-resolution=" + o.resolution.String(),
		"--bind-address=127.0.0.1",
		"--secure-port=" + strconv.Itoa(port),
	}
	var program *Program
	if name == metricsServer {
		program, err = startProgram(plane.folder, name, nil, append([]string{filepath.Join(plane.assets, name),
			"--authentication-kubeconfig=" + plane.file("admin.conf"),
			"--authorization-kubeconfig=" + plane.file("admin.conf"),
			"--cert-dir=" + plane.file("metrics-server-cert")}, common...)...)
	} else {
		jar, failure := filepath.Abs(o.jar)
		if failure != nil {
			return nil, failure
		}
		program, err = startProgram(plane.folder, name,
			[]string{"JAVA_HOME=" + o.javaHome, "KUBESTATS_JAR=" + jar, "KUBESTATS_SIZE=" + size(o)},
			append([]string{"deploy/bin/kubestats", "serve", "--shutdown-delay-duration=0s"}, common...)...)
	}
	if err != nil {
		return nil, err
	}
	c := &Contender{name: name, address: fmt.Sprintf("https://127.0.0.1:%d", port), program: program,
		newClient: func() (*http.Client, error) { return plane.client("reader") }}
	c.client, err = c.newClient()
	return c, err
}

// size returns the JVM profile of Kubestats: KUBESTATS_SIZE, or else the profile for the number of pods.
func size(o Options) string {
	const mostOfSmall = 10_000
	if told := os.Getenv("KUBESTATS_SIZE"); told != "" {
		return told
	}
	if o.nodes*o.podsPerNode > mostOfSmall {
		return "large"
	}
	return "small"
}

// grantReading gives readers permission to read metrics from both programs.
func grantReading(plane *ControlPlane) error {
	const rbac = "/apis/rbac.authorization.k8s.io/v1"
	if err := plane.create(rbac+"/clusterroles", `{"metadata":{"name":"reader"},"rules":[{"apiGroups":["metrics.k8s.io"],`+
		`"resources":["nodes","pods"],"verbs":["get","list"]},{"nonResourceURLs":["/metrics","/metrics/*"],"verbs":["get"]}]}`); err != nil {
		return err
	}
	return plane.create(rbac+"/clusterrolebindings", `{"metadata":{"name":"reader"},"roleRef":{"apiGroup":`+
		`"rbac.authorization.k8s.io","kind":"ClusterRole","name":"reader"},"subjects":[{"kind":"User","apiGroup":`+
		`"rbac.authorization.k8s.io","name":"reader"}]}`)
}

// awaitComplete waits until all nodes and pods are served, and returns the time since the start.
func (c *Contender) awaitComplete(ctx context.Context, cluster Cluster) (time.Duration, error) {
	const limit = 10 * time.Minute
	// Listing many nodes is work for the program when it is busiest.
	pause := max(50*time.Millisecond, time.Duration(cluster.nodes)*time.Millisecond/2)
	for time.Since(c.program.started) < limit {
		if err := c.program.alive(); err != nil {
			return 0, err
		}
		// The list of nodes is small enough to be polled; pods are listed once they may be complete.
		if c.count("/nodes") == cluster.nodes && c.count("/pods") == cluster.pods() {
			return time.Since(c.program.started), nil
		}
		if err := sleep(ctx, pause); err != nil {
			return 0, err
		}
	}
	return 0, fmt.Errorf("%s tells of %d nodes and %d pods after %s; see %s", c.name, c.count("/nodes"), c.count("/pods"),
		limit, c.program.log)
}

// count returns the number of objects in a list; 0 if the request fails.
func (c *Contender) count(path string) int {
	answer, err := c.client.Get(c.address + api + path)
	if err != nil {
		return 0
	}
	defer answer.Body.Close()
	var list struct{ Items []struct{} }
	if answer.StatusCode != http.StatusOK || json.NewDecoder(answer.Body).Decode(&list) != nil {
		return 0
	}
	return len(list.Items)
}

// stop stops the program and closes its client.
func (c *Contender) stop() {
	c.client.CloseIdleConnections()
	c.program.stop()
}
