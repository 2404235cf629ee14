package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"text/template"
	"time"
)

const (
	podsPerApp     = 10
	objectsPerPut  = 250
	nodesPerBlock  = 250
	timeOfCreation = "2026-01-02T03:04:05Z"
)

// Object is a Kubernetes object as stored in etcd.
type Object struct {
	key  string
	json []byte
}

// Cluster is a plan of nodes and pods.
type Cluster struct {
	nodes, podsPerNode, namespaces, kubeletPort int
	pressure                                    bool
}

// Pod is one of a cluster's pods: ten make an app, whose pods are on ten nodes and in one namespace.
type Pod struct {
	Number                         int
	Name, Namespace, App, UID, Hex string
	Node, HostIP                   string
}

func (c Cluster) pods() int { return c.nodes * c.podsPerNode }

func (c Cluster) apps() int { return c.pods() / podsPerApp }

func (c Cluster) node(number int) string { return fmt.Sprintf("node-%05d", number) }

func (c Cluster) namespace(number int) string { return fmt.Sprintf("team-%03d", number%c.namespaces) }

// address returns the address of a node's kubelet.
func (c Cluster) address(node int) string {
	return fmt.Sprintf("127.10.%d.%d", node/nodesPerBlock, node%nodesPerBlock+1)
}

func (c Cluster) pod(number int) Pod {
	app := number / podsPerApp
	node := number % c.nodes
	// Pseudo-random, so that names of pods have no common prefix.
	mixed := uint64(number+1) * 0x9e3779b97f4a7c15
	return Pod{
		Number:    number,
		Name:      fmt.Sprintf("app-%05d-%08x-%05x", app, uint32(app+1)*0x9e3779b9, mixed>>44),
		Namespace: c.namespace(app),
		App:       fmt.Sprintf("app-%05d", app),
		UID:       fmt.Sprintf("%08x-0000-4000-8000-%012x", uint32(mixed), number),
		Hex:       fmt.Sprintf("%08x", uint32(app+1)*0x9e3779b9),
		Node:      c.node(node),
		HostIP:    c.address(node),
	}
}

// podsOn returns the pods of a node, sorted by namespace and name.
func (c Cluster) podsOn(node int) []Pod {
	var pods []Pod
	for number := node; number < c.pods(); number += c.nodes {
		pods = append(pods, c.pod(number))
	}
	slices.SortFunc(pods, func(a, b Pod) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	return pods
}

// fill writes all objects to etcd in the API server's format, which takes seconds; creating them through it takes minutes.
func (c Cluster) fill(ctx context.Context, plane *ControlPlane) error {
	var batch []Object
	add := func(key string, template *template.Template, data any) error {
		var text bytes.Buffer
		if err := template.Execute(&text, data); err != nil {
			return err
		}
		batch = append(batch, Object{key, text.Bytes()})
		if len(batch) < objectsPerPut {
			return nil
		}
		full := batch
		batch = nil
		if err := sleep(ctx, 0); err != nil {
			return err
		}
		return plane.put(full)
	}
	for i := range c.namespaces {
		if err := add("/registry/namespaces/"+c.namespace(i), namespaceTemplate, c.namespace(i)); err != nil {
			return err
		}
	}
	for i := range c.nodes {
		data := map[string]any{"Name": c.node(i), "Number": i, "Address": c.address(i), "Port": c.kubeletPort}
		if err := add("/registry/minions/"+c.node(i), nodeTemplate, data); err != nil {
			return err
		}
	}
	for i := range c.pods() {
		pod := c.pod(i)
		if err := add("/registry/pods/"+pod.Namespace+"/"+pod.Name, podTemplate, pod); err != nil {
			return err
		}
	}
	return plane.put(batch)
}

// started returns the start time of all simulated containers.
func started() time.Time {
	at, err := time.Parse(time.RFC3339, timeOfCreation)
	if err != nil {
		panic(err)
	}
	return at
}

var namespaceTemplate = template.Must(template.New("namespace").Parse(
	`{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{.}}","uid":"{{.}}","creationTimestamp":"` +
		timeOfCreation + `","labels":{"kubernetes.io/metadata.name":"{{.}}"}},"spec":{"finalizers":["kubernetes"]},` +
		`"status":{"phase":"Active"}}`))

var nodeTemplate = template.Must(template.New("node").Parse(`{"apiVersion":"v1","kind":"Node","metadata":{` +
	`"name":"{{.Name}}","uid":"{{.Name}}","creationTimestamp":"` + timeOfCreation + `","labels":{` +
	`"beta.kubernetes.io/arch":"amd64","beta.kubernetes.io/os":"linux","kubernetes.io/arch":"amd64",` +
	`"kubernetes.io/hostname":"{{.Name}}","kubernetes.io/os":"linux","node.kubernetes.io/instance-type":"m5.16xlarge",` +
	`"topology.kubernetes.io/region":"eu-central-1","topology.kubernetes.io/zone":"eu-central-1a"}},` +
	`"spec":{"podCIDR":"10.0.0.0/24"},"status":{"addresses":[{"type":"InternalIP","address":"{{.Address}}"},` +
	`{"type":"Hostname","address":"{{.Name}}"}],"allocatable":{"cpu":"64","ephemeral-storage":"267847642337",` +
	`"memory":"263856684Ki","pods":"110"},"capacity":{"cpu":"64","ephemeral-storage":"270553174016",` +
	`"memory":"263959084Ki","pods":"110"},"conditions":[` +
	condition("MemoryPressure", "False") + `,` + condition("DiskPressure", "False") + `,` +
	condition("PIDPressure", "False") + `,` + condition("Ready", "True") +
	`],"daemonEndpoints":{"kubeletEndpoint":{"Port":{{.Port}}}},"images":[` +
	`{"names":["registry.example/pause:3.10"],"sizeBytes":1997520},` +
	`{"names":["registry.example/app:1.2.3"],"sizeBytes":91997498}],"nodeInfo":{"architecture":"amd64",` +
	`"bootID":"00000000-0000-4000-8000-000000000000","containerRuntimeVersion":"containerd://2.4.2",` +
	`"kernelVersion":"6.18.44","kubeProxyVersion":"","kubeletVersion":"v1.37.2",` +
	`"machineID":"00000000-0000-4000-8000-000000000000","operatingSystem":"linux",` +
	`"osImage":"Debian GNU/Linux 12 (bookworm)","systemUUID":"00000000-0000-4000-8000-000000000000"}}}`))

var podTemplate = template.Must(template.New("pod").Parse(`{"apiVersion":"v1","kind":"Pod","metadata":{` +
	`"name":"{{.Name}}","generateName":"{{.App}}-{{.Hex}}-","namespace":"{{.Namespace}}","uid":"{{.UID}}",` +
	`"creationTimestamp":"` + timeOfCreation + `","labels":{"app.kubernetes.io/name":"{{.App}}",` +
	`"app.kubernetes.io/part-of":"shop","pod-template-hash":"{{.Hex}}"},"ownerReferences":[{"apiVersion":"apps/v1",` +
	`"kind":"ReplicaSet","name":"{{.App}}-{{.Hex}}","uid":"{{.UID}}","controller":true,"blockOwnerDeletion":true}],` +
	`"managedFields":[{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"` +
	timeOfCreation + `","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:generateName":{},"f:labels":{".":{},` +
	`"f:app.kubernetes.io/name":{},"f:app.kubernetes.io/part-of":{},"f:pod-template-hash":{}},"f:ownerReferences":{` +
	`".":{},"k:{\"uid\":\"{{.UID}}\"}":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"main\"}":{".":{},"f:image":{},` +
	`"f:imagePullPolicy":{},"f:name":{},"f:resources":{".":{},"f:limits":{".":{},"f:cpu":{},"f:memory":{}},` +
	`"f:requests":{".":{},"f:cpu":{},"f:memory":{}}}}},"f:dnsPolicy":{},"f:restartPolicy":{}}}}]},` +
	`"spec":{"containers":[{"name":"main","image":"registry.example/app:1.2.3","ports":[{"containerPort":8080,` +
	`"protocol":"TCP"}],"resources":{"limits":{"cpu":"200m","memory":"64Mi"},"requests":{"cpu":"50m",` +
	`"memory":"16Mi"}},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",` +
	`"imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,` +
	`"dnsPolicy":"ClusterFirst","serviceAccountName":"default","nodeName":"{{.Node}}","securityContext":{},` +
	`"schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists",` +
	`"effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists",` +
	`"effect":"NoExecute","tolerationSeconds":300}],"priority":0,"enableServiceLinks":true,` +
	`"preemptionPolicy":"PreemptLowerPriority"},"status":{"phase":"Running","conditions":[` +
	condition("PodReadyToStartContainers", "True") + `,` + condition("Initialized", "True") + `,` +
	condition("Ready", "True") + `,` + condition("ContainersReady", "True") + `,` + condition("PodScheduled", "True") +
	`],"hostIP":"{{.HostIP}}","hostIPs":[{"ip":"{{.HostIP}}"}],"podIP":"10.0.0.1","podIPs":[{"ip":"10.0.0.1"}],` +
	`"startTime":"` + timeOfCreation + `","containerStatuses":[{"name":"main","state":{"running":{"startedAt":"` +
	timeOfCreation + `"}},"lastState":{},"ready":true,"restartCount":0,"image":"registry.example/app:1.2.3",` +
	`"imageID":"sha256:5936cf3e5e4eebf9dbd2aa5da4762bbdd031ecc809b4455cf888e87995a9947b",` +
	`"containerID":"containerd://4cabccb73a9e012180746ab7f8037ffb07222d254e8070a3e0a97527ee0c8139","started":true,` +
	`"allocatedResources":{"cpu":"50m","memory":"16Mi"},"resources":{"limits":{"cpu":"200m","memory":"64Mi"},` +
	`"requests":{"cpu":"50m","memory":"16Mi"}}}],"qosClass":"Burstable"}}`))

func condition(kind, status string) string {
	return `{"type":"` + kind + `","status":"` + status + `","lastProbeTime":null,"lastTransitionTime":"` +
		timeOfCreation + `"}`
}
