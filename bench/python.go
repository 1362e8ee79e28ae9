package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The packages of datasketch.py are installed once into a virtual environment in the user's folder for
// caches, never into the tree. Where there is no Python, or its packages can't be had, the side is left out with a word.

// errNoPython says that a side is left out.
var errNoPython = errors.New("left out")

// environment returns the Python of the virtual environment, which it makes when it is not there yet, or when
// what is required has changed.
func environment(requirements string) (string, error) {
	caches, err := os.UserCacheDir()
	if err != nil {
		caches = os.TempDir()
	}
	folder := filepath.Join(caches, "twicetold-bench")
	python := filepath.Join(folder, "bin", "python")
	wanted, err := os.ReadFile(requirements)
	if err != nil {
		return "", fmt.Errorf("read requirements: %w", err)
	}
	stamp := filepath.Join(folder, "requirements.txt")
	if installed, err := os.ReadFile(stamp); err == nil && bytes.Equal(installed, wanted) {
		return python, nil
	}
	for _, step := range [][]string{
		{"python3", "-m", "venv", "--clear", folder},
		{python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements},
	} {
		if out, err := exec.Command(step[0], step[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("datasketch %w: %s: %w: %s", errNoPython, step[0], err, lastLine(out))
		}
	}
	return python, os.WriteFile(stamp, wanted, 0o644)
}

// lastLine returns the last line of what a program said.
func lastLine(out []byte) []byte {
	out = bytes.TrimSpace(out)
	return out[bytes.LastIndexByte(out, '\n')+1:]
}
