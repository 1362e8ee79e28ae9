package main

import (
	"os"
	"runtime/debug"
)

// A run keeps its heap below 3 GiB for as long as what is alive allows: with what SQLite and the search hold beside it that
// is below 4. GOMEMLIMIT in the environment says otherwise. A heap that may grow fivefold before it is collected (GOGC=400)
// saves nothing that can be told from noise on 37,554 articles, and takes twice the memory.
const memoryLimit = 3 << 30

func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
