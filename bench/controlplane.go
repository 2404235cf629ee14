package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// ControlPlane is a real etcd and kube-apiserver on loopback.
type ControlPlane struct {
	folder, assets, etcd, address string
	authority                     *Authority
	programs                      []*Program
	admin                         *http.Client
}

// startControlPlane starts both; fill writes objects to etcd before the API server reads it.
func startControlPlane(ctx context.Context, o Options, folder string, fill func(*ControlPlane) error) (*ControlPlane, error) {
	plane := &ControlPlane{folder: folder, assets: o.assets}
	err := plane.start(ctx, fill)
	if err != nil {
		plane.stop()
		return nil, err
	}
	return plane, nil
}

func (c *ControlPlane) stop() {
	for i := len(c.programs) - 1; i >= 0; i-- {
		c.programs[i].stop()
	}
}

func (c *ControlPlane) start(ctx context.Context, fill func(*ControlPlane) error) error {
	if err := c.writeFiles(); err != nil {
		return err
	}
	if err := c.startEtcd(ctx); err != nil {
		return err
	}
	if err := fill(c); err != nil {
		return err
	}
	return c.startAPIServer(ctx)
}

func (c *ControlPlane) writeFiles() error {
	cluster, err := newAuthority("kubernetes")
	if err != nil {
		return err
	}
	c.authority = cluster
	frontProxy, err := newAuthority("front-proxy-ca")
	if err != nil {
		return err
	}
	for _, i := range []struct {
		by    *Authority
		name  string
		who   pkix.Name
		hosts []string
	}{
		{cluster, "apiserver", pkix.Name{CommonName: "kube-apiserver"}, []string{"localhost", "127.0.0.1"}},
		{cluster, "sa", pkix.Name{CommonName: "sa"}, nil},
		{cluster, "admin", pkix.Name{CommonName: "admin", Organization: []string{"system:masters"}}, nil},
		{cluster, "reader", pkix.Name{CommonName: "reader"}, nil},
		{cluster, "kubelet", pkix.Name{CommonName: "kubelet", Organization: []string{"system:nodes"}}, nil},
		{frontProxy, "front-proxy-client", pkix.Name{CommonName: "front-proxy-client"}, nil},
	} {
		identity, err := i.by.issue(i.who, i.hosts...)
		if err == nil {
			err = identity.write(c.folder, i.name)
		}
		if err != nil {
			return err
		}
	}
	if err := os.WriteFile(c.file("ca.crt"), cluster.pem, 0o600); err != nil {
		return err
	}
	return os.WriteFile(c.file("front-proxy-ca.crt"), frontProxy.pem, 0o600)
}

func (c *ControlPlane) startEtcd(ctx context.Context) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	peers, err := freePort()
	if err != nil {
		return err
	}
	c.etcd = fmt.Sprintf("http://127.0.0.1:%d", port)
	peer := fmt.Sprintf("http://127.0.0.1:%d", peers)
	program, err := startProgram(c.folder, "etcd", nil, filepath.Join(c.assets, "etcd"),
		"--data-dir="+c.file("etcd"), "--unsafe-no-fsync", "--quota-backend-bytes=6000000000", "--max-txn-ops=1000",
		"--max-request-bytes=16000000", "--snapshot-count=5000", "--listen-client-urls="+c.etcd,
		"--advertise-client-urls="+c.etcd, "--listen-peer-urls="+peer, "--initial-advertise-peer-urls="+peer,
		"--initial-cluster=default="+peer)
	if err != nil {
		return err
	}
	c.programs = append(c.programs, program)
	return c.await(ctx, program, 30*time.Second, func() bool { return status(http.DefaultClient, c.etcd+"/health") == 200 })
}

func (c *ControlPlane) startAPIServer(ctx context.Context) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	c.address = fmt.Sprintf("https://127.0.0.1:%d", port)
	if err := os.WriteFile(c.file("admin.conf"), []byte(c.kubeconfig()), 0o600); err != nil {
		return err
	}
	program, err := startProgram(c.folder, "kube-apiserver", nil, filepath.Join(c.assets, "kube-apiserver"),
		"--etcd-servers="+c.etcd, "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", port), "--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.96.0.0/16", "--authorization-mode=Node,RBAC",
		"--disable-admission-plugins=ServiceAccount,TaintNodesByCondition",
		"--client-ca-file="+c.file("ca.crt"), "--tls-cert-file="+c.file("apiserver.crt"),
		"--tls-private-key-file="+c.file("apiserver.key"),
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file="+c.file("sa.crt"), "--service-account-signing-key-file="+c.file("sa.key"),
		"--requestheader-client-ca-file="+c.file("front-proxy-ca.crt"),
		"--requestheader-allowed-names=front-proxy-client", "--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--requestheader-group-headers=X-Remote-Group", "--requestheader-username-headers=X-Remote-User",
		"--proxy-client-cert-file="+c.file("front-proxy-client.crt"),
		"--proxy-client-key-file="+c.file("front-proxy-client.key"))
	if err != nil {
		return err
	}
	c.programs = append(c.programs, program)
	if c.admin, err = c.client("admin"); err != nil {
		return err
	}
	return c.await(ctx, program, 3*time.Minute, func() bool { return status(c.admin, c.address+"/readyz") == 200 })
}

// put writes objects to etcd by key.
func (c *ControlPlane) put(objects []Object) error {
	type put struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	type operation struct {
		RequestPut put `json:"requestPut"`
	}
	var operations []operation
	for _, object := range objects {
		operations = append(operations, operation{put{
			base64.StdEncoding.EncodeToString([]byte(object.key)), base64.StdEncoding.EncodeToString(object.json)}})
	}
	body, err := json.Marshal(map[string]any{"success": operations})
	if err != nil {
		return err
	}
	answer, err := http.Post(c.etcd+"/v3/kv/txn", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	return drained(answer)
}

// create posts an object to the API server, as an administrator.
func (c *ControlPlane) create(path, object string) error {
	answer, err := c.admin.Post(c.address+path, "application/json", bytes.NewReader([]byte(object)))
	if err != nil {
		return err
	}
	return drained(answer)
}

// client returns a client with a certificate and connections of its own. It does not verify servers.
func (c *ControlPlane) client(who string) (*http.Client, error) {
	pair, err := tls.LoadX509KeyPair(c.file(who+".crt"), c.file(who+".key"))
	if err != nil {
		return nil, err
	}
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{
		ForceAttemptHTTP2:  true,
		DisableCompression: true,
		TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true, //nolint:gosec // On loopback, to programs that we have started.
			Certificates:       []tls.Certificate{pair},
			RootCAs:            x509.NewCertPool(),
		},
	}}, nil
}

func (c *ControlPlane) file(name string) string { return filepath.Join(c.folder, name) }

func (c *ControlPlane) kubeconfig() string {
	return fmt.Sprintf(`{"apiVersion":"v1","kind":"Config","current-context":"x",
"contexts":[{"name":"x","context":{"cluster":"x","user":"x"}}],
"clusters":[{"name":"x","cluster":{"server":%q,"certificate-authority":%q}}],
"users":[{"name":"x","user":{"client-certificate":%q,"client-key":%q}}]}
`, c.address, c.file("ca.crt"), c.file("admin.crt"), c.file("admin.key"))
}

func (c *ControlPlane) await(ctx context.Context, program *Program, limit time.Duration, ready func() bool) error {
	deadline := time.Now().Add(limit)
	for !ready() {
		if err := program.alive(); err != nil {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s is not ready after %s; see %s", program.name, limit, program.log)
		}
		if err := sleep(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func sleep(ctx context.Context, time_ time.Duration) error {
	select {
	case <-ctx.Done():
		return errors.New("interrupted")
	case <-time.After(time_):
		return nil
	}
}

func status(client *http.Client, url string) int {
	answer, err := client.Get(url)
	if err != nil {
		return 0
	}
	_ = drained(answer)
	return answer.StatusCode
}

// drained reads a response to its end, and returns an error with its text unless it is a success.
func drained(answer *http.Response) error {
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err == nil && answer.StatusCode/100 != 2 {
		err = fmt.Errorf("%s: %d %s", answer.Request.URL, answer.StatusCode, text[:min(len(text), 500)])
	}
	return err
}
