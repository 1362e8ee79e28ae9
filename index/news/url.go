package news

import (
	"net/url"
	"slices"
	"strings"
)

// One page has many addresses: with and without www, for phones, for AMP, over http, with a note on
// where the reader came from. CanonicalURL makes one of them, so that an article met twice is known.
// What it drops never changes which article is shown; what might, stays.

// tracking holds the query parameters that say how the reader got there, not where.
var tracking = []string{
	// advertisement clicks
	"dclid", "fbclid", "gbraid", "gclid", "gclsrc", "igshid", "msclkid", "ttclid", "twclid", "wbraid", "yclid",
	// mailings and campaigns
	"cmp", "cmpid", "ex_cid", "icid", "mc_cid", "mc_eid", "mkt_tok", "ncid", "ocid", "sc_cid", "wt.mc_id", "wt_mc", "xtor",
	// the link or list that was clicked
	"_ga", "_gl", "_r", "emc", "feedname", "feedtype", "ito", "ref", "ref_src", "ref_url", "referer", "referrer", "rss",
	"smid", "smtyp", "soc_src", "soc_trk", "spref", "sr_share", "taid", "tblci", "__twitter_impression",
	// the layout
	"amp", "outputtype",
}

// trackingPrefixes start the names of whole families of such parameters.
var trackingPrefixes = []string{"utm_", "at_", "ns_", "fb_", "hsa_", "pk_", "mtm_"}

// hostLabels start the host of a page's other layouts.
var hostLabels = []string{"www.", "m.", "amp.", "mobile."}

// CanonicalURL returns the one address that stands for all addresses of a web page: https, no www or
// amp, no fragment, no tracking, parameters sorted. What is no web address comes back trimmed. It is
// idempotent.
func CanonicalURL(raw string) string {
	if raw = strings.TrimSpace(raw); raw == "" {
		return ""
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || !isWeb(u.Scheme) {
		return raw
	}
	host := canonicalHost(u.Host)
	if host == "" {
		return raw
	}
	canonical := "https://" + host + canonicalPath(u.EscapedPath())
	if query := canonicalQuery(u.RawQuery); query != "" {
		canonical += "?" + query
	}
	return canonical
}

// isWeb reports whether a scheme is that of a page; "//host/path" has none.
func isWeb(scheme string) bool { return scheme == "" || scheme == "http" || scheme == "https" }

func canonicalHost(host string) string {
	host = strings.ToLower(host)
	for {
		bare := withoutLabel(host)
		for _, ending := range [...]string{":80", ":443", ":", "."} {
			bare = strings.TrimSuffix(bare, ending)
		}
		if bare == host {
			return host
		}
		host = bare
	}
}

// withoutLabel takes one label off the front; m.com itself stays.
func withoutLabel(host string) string {
	for _, label := range hostLabels {
		if bare, ok := strings.CutPrefix(host, label); ok && strings.Contains(bare, ".") && bare[0] != '.' {
			return bare
		}
	}
	return host
}

// canonicalPath drops slashes at the end and the marks of AMP pages: /story/amp, /story.amp and
// /story.amp.html.
func canonicalPath(path string) string {
	for {
		bare := strings.TrimRight(path, "/")
		for _, mark := range [...]string{"/amp", "/amp.html", ".amp", ".amp.html"} {
			bare = strings.TrimSuffix(bare, mark)
		}
		if bare == path {
			return path
		}
		path = bare
	}
}

func canonicalQuery(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		part = strings.TrimSpace(part)
		if name, _, _ := strings.Cut(part, "="); part != "" && !isTracking(name) {
			kept = append(kept, part)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "&")
}

func isTracking(name string) bool {
	name = strings.ToLower(name)
	if slices.Contains(tracking, name) {
		return true
	}
	return slices.ContainsFunc(trackingPrefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// minSlugWords tells a slug made from a headline from the name of a section.
const minSlugWords = 4

// Slug returns the words of the last part of a URL's path that was made from a headline, separated by
// spaces, "" if there is none: all that some feeds give of an article.
func Slug(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	slug := ""
	for part := range strings.SplitSeq(u.Path, "/") {
		words := strings.FieldsFunc(part, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == '+' })
		if len(words) >= minSlugWords {
			slug = strings.Join(words, " ")
		}
	}
	return slug
}
