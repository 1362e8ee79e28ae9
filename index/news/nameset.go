package news

// NameSet is a set of names that is asked whether it holds one, however it is spelled; [NewNameSet] makes one.
type NameSet struct {
	keys  map[string]bool
	lasts map[string]bool // last words: true when one of the names is that word alone
}

// NewNameSet returns the set of these names.
func NewNameSet(names []Name) NameSet {
	s := NameSet{map[string]bool{}, map[string]bool{}}
	for _, n := range names {
		s.Add(n)
	}
	return s
}

// Add adds a name.
func (s NameSet) Add(n Name) {
	s.keys[n.Key] = true
	if n.Last != "" {
		s.lasts[n.Last] = s.lasts[n.Last] || n.Last == n.Key
	}
}

// HasSame reports whether the set holds a name that [Name.Same] takes for this one.
func (s NameSet) HasSame(n Name) bool {
	alone, has := s.lasts[n.Last]
	return s.keys[n.Key] || has && (alone || n.Last == n.Key)
}
