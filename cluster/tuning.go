package cluster

import "math"

// Tuning is the constants that decide which texts report one event. There is one set of them for all data;
// they are named here so that they can be measured: `twicetold eval --sweep` moves each and switches each off.
//
// Where they come from: the shape of the measure, and all values not spoken of otherwise, were tried on eleven
// sets of labelled news and are the middle of a flat region; what is said of a set was seen on that set.
type Tuning struct {
	Story     float64 // linkage from which texts report one event
	Storyline float64 // cosine of profiles from which stories continue one another

	TimeFloor    float64 // of the time factor: between two texts a gap is evidence, and no gate
	TimeScale    float64 // days in which it falls by 1/e towards its floor
	FreeDays     float64 // a gap this small costs nothing
	HalfDated    float64 // the factor where one of two times is missing
	Undated      float64 // and where both are
	SameWeekday  float64 // factor for two texts that name one day of the week
	OtherWeekday float64 // and for two that name different ones

	BurstDays  float64 // within which most of a story lies
	BurstShare float64 // how much of it does
	Series     float64 // 1: instances of a series are never one story

	LocalFloor    float64 // least share of a text's length that its neighbours are taken to share
	RewriteCosine float64 // neighbours more alike than this are rewrites: they would make every term look shared
	BlocCosine    float64 // texts more alike than this go as one

	SenseShare float64 // of the local cosine that senses replace where one of two texts has no length (senses.go)

	Prior float64 // expected cohesion: how alike the reports of one event are
}

// DefaultTuning returns the constants that everything is measured with.
func DefaultTuning() Tuning {
	return Tuning{
		Story: .57, Storyline: .45,
		TimeFloor: .5, TimeScale: 2, FreeDays: .5, HalfDated: .6, Undated: .8, SameWeekday: 1.1, OtherWeekday: .8,
		BurstDays: 30, BurstShare: .7, Series: 1,
		LocalFloor: .45, RewriteCosine: .5, BlocCosine: .65,
		SenseShare: .6,
		Prior:      .3,
	}
}

// Constant is one of the constants, to be moved.
type Constant struct {
	Name string
	Says string                 // what it does, in a few words
	Off  float64                // value at which it does nothing; NaN when it can't do nothing
	At   func(*Tuning) *float64 // where it stands
}

// Constants lists the constants in the order in which they come into play.
func Constants() []Constant {
	never := math.NaN()
	return []Constant{
		{"time-floor", "least time factor", 1, func(t *Tuning) *float64 { return &t.TimeFloor }},
		{"time-scale", "days in which the time factor falls", math.Inf(1), func(t *Tuning) *float64 { return &t.TimeScale }},
		{"free-days", "gap that costs nothing", 0, func(t *Tuning) *float64 { return &t.FreeDays }},
		{"half-dated", "time factor where one time is missing", 1, func(t *Tuning) *float64 { return &t.HalfDated }},
		{"undated", "time factor where both are missing", 1, func(t *Tuning) *float64 { return &t.Undated }},
		{"burst-days", "days within which most of a story lies", math.Inf(1), func(t *Tuning) *float64 { return &t.BurstDays }},
		{"burst-share", "share of a story that lies within them", 0, func(t *Tuning) *float64 { return &t.BurstShare }},
		{"same-weekday", "factor for one day named by both", 1, func(t *Tuning) *float64 { return &t.SameWeekday }},
		{"other-weekday", "factor for different days named", 1, func(t *Tuning) *float64 { return &t.OtherWeekday }},
		{"series", "whether instances of a series are kept apart", 0, func(t *Tuning) *float64 { return &t.Series }},
		{"local-floor", "least share of the norm", 1, func(t *Tuning) *float64 { return &t.LocalFloor }},
		{"rewrite", "cosine from which a neighbour is a rewrite", 2, func(t *Tuning) *float64 { return &t.RewriteCosine }},
		{"sense", "share of what short texts mean", 0, func(t *Tuning) *float64 { return &t.SenseShare }},
		{"bloc", "cosine from which texts go as one", 2, func(t *Tuning) *float64 { return &t.BlocCosine }},
		{"prior", "expected cohesion", never, func(t *Tuning) *float64 { return &t.Prior }},
		{"story", "linkage of a story", never, func(t *Tuning) *float64 { return &t.Story }},
		{"storyline", "cosine of a storyline", never, func(t *Tuning) *float64 { return &t.Storyline }},
	}
}
