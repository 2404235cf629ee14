package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Program is a child process that ends with this process at the latest.
type Program struct {
	name    string
	log     string
	process *os.Process
	started time.Time
	ended   chan struct{}
}

func startProgram(folder, name string, environment []string, command ...string) (*Program, error) {
	path := filepath.Join(folder, name+".log")
	log, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = append(os.Environ(), environment...)
	// In a process group of its own: this process passes an interrupt of the terminal on, in the right order.
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	started := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	program := &Program{name, path, cmd.Process, started, make(chan struct{})}
	go func() {
		_ = cmd.Wait() // How it ended is in its log.
		close(program.ended)
	}()
	return program, nil
}

// stop sends SIGTERM, and SIGKILL after ten seconds.
func (p *Program) stop() {
	_ = p.process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
		_ = p.process.Kill()
		<-p.ended
	}
}

// alive returns an error with the end of the log if the program has ended.
func (p *Program) alive() error {
	select {
	case <-p.ended:
		text, _ := os.ReadFile(p.log)
		return fmt.Errorf("%s ended: %s", p.name, text[max(0, len(text)-2000):])
	default:
		return nil
	}
}

// Memory is the memory of a process, in bytes.
type Memory struct{ resident, proportional, peak float64 }

func (p *Program) memory() (Memory, error) {
	status, err := os.ReadFile(p.proc("status"))
	if err != nil {
		return Memory{}, err
	}
	rollup, err := os.ReadFile(p.proc("smaps_rollup"))
	if err != nil {
		return Memory{}, err
	}
	return Memory{kibibytes(status, "VmRSS:"), kibibytes(rollup, "Pss:"), kibibytes(status, "VmHWM:")}, nil
}

// cpu returns the CPU time so far, in seconds.
func (p *Program) cpu() (float64, error) {
	stat, err := os.ReadFile(p.proc("stat"))
	if err != nil {
		return 0, err
	}
	// The second field is a name in brackets, which may hold anything; user and system time are fields 14 and 15.
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	const clockTicks = 100
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / clockTicks, nil
}

func (p *Program) proc(file string) string {
	return filepath.Join("/proc", strconv.Itoa(p.process.Pid), file)
}

func kibibytes(text []byte, field string) float64 {
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, field) {
			number, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
			return number * 1024
		}
	}
	return 0
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
