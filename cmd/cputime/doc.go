// Package cputime tells the CPU time of the running process, for the commands that print what their stages cost: other work
// on the machine moves the clock, and this far less.
package cputime
