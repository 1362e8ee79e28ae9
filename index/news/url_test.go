package news

import "testing"

func TestCanonicalURL(t *testing.T) {
	tests := []struct{ in, want string }{
		{"https://harbour-herald.example/news/ferry", "https://harbour-herald.example/news/ferry"},
		{"HTTP://WWW.Harbour-Herald.Example:80/news/Ferry/#top", "https://harbour-herald.example/news/Ferry"},
		{"//harbour-herald.example/a", "https://harbour-herald.example/a"},
		{"https://harbour-herald.example:443", "https://harbour-herald.example"},
		{"https://harbour-herald.example/", "https://harbour-herald.example"},
		{"https://harbour-herald.example:8080/a", "https://harbour-herald.example:8080/a"},
		{"https://harbour-herald.example./a", "https://harbour-herald.example/a"},
		{"https://m.harbour-herald.example/a", "https://harbour-herald.example/a"},
		{"https://www.mobile.harbour-herald.example/a", "https://harbour-herald.example/a"},
		{"https://amp.harbour-herald.example/a", "https://harbour-herald.example/a"},
		{"https://m.example/a", "https://m.example/a"},
		{"https://media.harbour-herald.example/a", "https://media.harbour-herald.example/a"},
		{"https://harbour-herald.example/a/amp", "https://harbour-herald.example/a"},
		{"https://harbour-herald.example/a/amp/", "https://harbour-herald.example/a"},
		{"https://harbour-herald.example/a.amp.html", "https://harbour-herald.example/a"},
		{"https://harbour-herald.example/camp", "https://harbour-herald.example/camp"},
		{"https://harbour-herald.example/a?utm_source=x&id=7&fbclid=y", "https://harbour-herald.example/a?id=7"},
		{"https://harbour-herald.example/a?UTM_Medium=x", "https://harbour-herald.example/a"},
		{"https://harbour-herald.example/a?b=2&a=1", "https://harbour-herald.example/a?a=1&b=2"},
		{"https://harbour-herald.example/a?&&", "https://harbour-herald.example/a"},
		{"https://harbour-herald.example/a?ref=home&reference=5", "https://harbour-herald.example/a?reference=5"},
		{"https://harbour-herald.example/caf%C3%A9", "https://harbour-herald.example/caf%C3%A9"},
		{"https://harbour-herald.example/café", "https://harbour-herald.example/caf%C3%A9"},
		{"  not a link ", "not a link"},
		{"tag:harbour-herald.example,2025:7", "tag:harbour-herald.example,2025:7"},
		{"ftp://harbour-herald.example/a", "ftp://harbour-herald.example/a"},
		{"http://", "http://"},
		{"http://[::1/", "http://[::1/"},
		{"", ""},
	}
	for _, test := range tests {
		if got := CanonicalURL(test.in); got != test.want {
			t.Errorf("CanonicalURL(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, seed := range []string{
		"http://www.m.harbour-herald.example:80/a/amp/?b=2&a=1&utm_source=x#y", "https://a.example/amp.amp//amp", "http://[::1]:80/",
		"http://ex%41mple.example/%2famp", "//a.example:/.amp", "https://a.example/?b= &ref=1", "http://u:p@a.example/", "http://a.example.:80:443",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		once := CanonicalURL(raw)
		if twice := CanonicalURL(once); twice != once {
			t.Fatalf("%q: %q, then %q", raw, once, twice)
		}
	})
}
