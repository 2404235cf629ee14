// Bench compares Kubestats with metrics-server: both run on this machine, at the same time, against the same real API
// server and the same simulated kubelets, and receive the same requests. See docs/performance.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Options are the options of the command line.
type Options struct {
	nodes, podsPerNode, namespaces, rounds int
	resolution                             time.Duration
	settle, probe, warm                    time.Duration
	label, assets, jar, javaHome, out      string
	pressure, short                        bool
}

func main() {
	// The kernel kills children when the thread that started them ends, so this thread starts them and stays.
	runtime.LockOSThread()
	command, arguments := "compare", os.Args[1:]
	if len(arguments) > 0 && arguments[0][0] != '-' {
		command, arguments = arguments[0], arguments[1:]
	}
	var err error
	switch command {
	case "compare":
		err = compare(arguments)
	case "tables":
		err = tables(arguments)
	case "plots":
		err = plots(arguments)
	default:
		err = fmt.Errorf("unknown: %s; there are compare, tables, plots", command)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func compare(arguments []string) error {
	options, err := parse(arguments)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	data := &Data{label: options.label, nodes: options.nodes, podsPerNode: options.podsPerNode}
	if err := measure(ctx, options, data); err != nil {
		return err
	}
	fmt.Print(table(data.rows))
	if options.out != "" {
		if err := data.appendTo(options.out); err != nil {
			return err
		}
	}
	if options.short {
		return checkLimits(data.rows)
	}
	return nil
}

func parse(arguments []string) (Options, error) {
	var o Options
	flags := flag.NewFlagSet("compare", flag.ExitOnError)
	flags.IntVar(&o.nodes, "nodes", 100, "how many nodes")
	flags.IntVar(&o.podsPerNode, "pods-per-node", 30, "running pods of each node, with one container each")
	flags.IntVar(&o.namespaces, "namespaces", 20, "over how many namespaces the pods are spread")
	flags.IntVar(&o.rounds, "rounds", 5, "how often both are started and measured anew; 0 keeps the stand up and starts neither")
	flags.DurationVar(&o.resolution, "metric-resolution", 15*time.Second, "of both")
	flags.DurationVar(&o.settle, "window", 60*time.Second, "how long each of the windows is in which CPU is counted")
	flags.DurationVar(&o.warm, "warm", 0, "how long both are left alone after the last minute, to be counted once more; 0 counts no more")
	flags.BoolVar(&o.pressure, "pressure", true, "kubelets tell of pressure, as they do from 1.34 on with cgroups v2")
	flags.StringVar(&o.label, "label", "", "goes with every row of the results: the form of Kubestats, say")
	flags.StringVar(&o.assets, "assets", defaultAssets(), "where etcd, kube-apiserver and metrics-server are")
	flags.StringVar(&o.jar, "jar", "target/kubestats.jar", "of Kubestats")
	flags.StringVar(&o.javaHome, "java-home", os.Getenv("JAVA_HOME"), "of the JDK for Kubestats")
	flags.StringVar(&o.out, "out", "", "a CSV file to which all measured values are added")
	flags.BoolVar(&o.short, "short", false, "one quick round of 100 nodes × 30 pods; fails if a figure that counts bytes or requests is out of its limit")
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	o.probe = o.settle / 12
	if o.short {
		o.nodes, o.podsPerNode, o.rounds = 100, 30, 1
		o.settle, o.probe = 30*time.Second, time.Second
	}
	for _, program := range []string{"etcd", "kube-apiserver", "metrics-server"} {
		if _, err := os.Stat(filepath.Join(o.assets, program)); err != nil {
			return o, fmt.Errorf("there is no %s in %s: run dev/assets", program, o.assets)
		}
	}
	if _, err := os.Stat(o.jar); err != nil {
		return o, errors.New("there is no " + o.jar + ": run mvn -Pquick package")
	}
	return o, nil
}

func defaultAssets() string {
	if assets := os.Getenv("KUBEBUILDER_ASSETS"); assets != "" {
		return assets
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "assets"
	}
	return filepath.Join(cache, "kubestats", "assets")
}
