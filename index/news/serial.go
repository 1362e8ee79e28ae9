package news

import (
	"net/url"
	"strconv"
	"strings"
)

// Bounds of a serial number: fewer digits number sections and pages of lists, more are hashes.
const (
	minSerialDigits = 5
	maxSerialDigits = 15
)

// Serial returns the number that an outlet's system gave a page, as it stands in its address, and the host that counts:
// the longest run of digits in the path, the last of several, or else in a parameter that is nothing but digits. False
// when there is none.
func Serial(address string) (host string, number int64, ok bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" {
		return "", 0, false
	}
	digits := longestDigits("", u.Path)
	if digits == "" {
		for part := range strings.SplitSeq(u.RawQuery, "&") {
			if _, value, _ := strings.Cut(part, "="); isDigits(value) {
				digits = longestDigits(digits, value)
			}
		}
	}
	number, err = strconv.ParseInt(digits, 10, 64)
	return canonicalHost(u.Host), number, err == nil
}

// longestDigits returns the longest run of digits in s that may be a serial number, or one that is longer.
func longestDigits(longest, s string) string {
	for run := range strings.FieldsFuncSeq(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(run) >= max(len(longest), minSerialDigits) && len(run) <= maxSerialDigits {
			longest = run
		}
	}
	return longest
}
