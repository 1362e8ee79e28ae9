package news

import "testing"

func TestSerial(t *testing.T) {
	tests := []struct {
		address, host string
		number        int64
	}{
		{"https://www.harbour-post.example/news/world-44515123", "harbour-post.example", 44515123},
		{"http://m.harbour-post.example/news/44515123/ferry", "harbour-post.example", 44515123},
		{"https://dale.example/Politics/ferry-runs-aground/story?id=62579665&page=3", "dale.example", 62579665},
		{"https://dale.example/2026/03/12/1471561843-ferry", "dale.example", 1471561843},
		{"https://dale.example/section/12345/page/67890", "dale.example", 67890},                    // the last of two as long
		{"https://dale.example/story?id=62579665&from=clicks_43806450_2", "dale.example", 62579665}, // not all digits
		{"https://dale.example/story/87654321?session=123456789012", "dale.example", 87654321},      // the path goes before
		{"https://dale.example/1234567890123456/story-54321", "dale.example", 54321},                // a hash of digits
		{"https://dale.example/2026/03/ferry-runs-aground-3", "", 0},                                // no run is long enough
		{"ferry 44515123", "", 0},                          // no address
		{"https://dale.example/story?id=n62579665", "", 0}, // not all digits
		{"https://dale.example:443/story-62579665", "dale.example", 62579665},
	}
	for _, test := range tests {
		host, number, ok := Serial(test.address)
		if !ok {
			host, number = "", 0
		}
		if host != test.host || number != test.number {
			t.Errorf("Serial(%q) = %q, %d; want %q, %d", test.address, host, number, test.host, test.number)
		}
	}
}
