package cluster

// bagIndex files bags under their terms, so that of many bags only those that share a term with another one are looked at, and no
// more of them than what they share (the inverted index of neighbours.go, for sentences). Its cosines are those of
// [bag.cosine], to the last bit: it adds up the same products in the same order.
type bagIndex struct {
	bags   []bag
	places *termTable    // of terms in filed, + 1
	filed  [][]filedTerm // by place: the bags that hold the term, in order
	dots   []float64     // of the last bag that was asked for with each
}

// filedTerm is a bag that holds a term, and what this weighs there.
type filedTerm struct {
	bag    int32
	weight float64
}

func newBagIndex() *bagIndex { return &bagIndex{places: newTermTable(0)} }

// add files a bag, under the next number.
func (x *bagIndex) add(b bag) {
	number := int32(len(x.bags))
	x.bags, x.dots = append(x.bags, b), append(x.dots, 0)
	for k, t := range b.terms {
		slot := x.places.at(t)
		if slot.n == 0 {
			x.filed = append(x.filed, nil)
			slot.n = int32(len(x.filed))
		}
		x.filed[slot.n-1] = append(x.filed[slot.n-1], filedTerm{number, b.weights[k]})
	}
}

// cosines returns the cosine of a bag with each one that was filed, by number. They are good until the next call.
func (x *bagIndex) cosines(b bag) []float64 {
	clear(x.dots)
	for k, t := range b.terms {
		if place := x.places.find(t); place > 0 {
			for _, f := range x.filed[place-1] {
				x.dots[f.bag] += b.weights[k] * f.weight
			}
		}
	}
	for i, dot := range x.dots {
		if dot != 0 {
			x.dots[i] = dot / (b.norm * x.bags[i].norm)
		}
	}
	return x.dots
}
