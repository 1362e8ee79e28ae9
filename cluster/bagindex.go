package cluster

// bagIndex files bags under their terms, so that of many bags only those that share a term with another one are looked at, and no
// more of them than what they share (the inverted index of neighbours.go, for sentences). Its cosines are those of
// [bag.cosine], to the last bit: it adds up the same products in the same order.
type bagIndex struct {
	bags  []bag
	last  *termTable  // of each term, the place in filed of the last bag that holds it, + 1
	filed []filedTerm // in the order in which they came
	dots  []float64   // of the last bag that was asked for with each
}

// filedTerm is a term of a bag.
type filedTerm struct {
	bag    int32
	before int32 // the place of the same term in the bag before that holds it, + 1
	weight float64
}

func newBagIndex() *bagIndex { return &bagIndex{last: newTermTable(0)} }

// add files a bag, under the next number.
func (x *bagIndex) add(b bag) {
	number := int32(len(x.bags))
	x.bags, x.dots = append(x.bags, b), append(x.dots, 0)
	for k, t := range b.terms {
		slot := x.last.at(t)
		x.filed = append(x.filed, filedTerm{number, slot.n, b.weights[k]})
		slot.n = int32(len(x.filed))
	}
}

// cosines returns the cosine of a bag with each one that was filed, by number. They are good until the next call.
func (x *bagIndex) cosines(b bag) []float64 {
	clear(x.dots)
	for k, t := range b.terms {
		for place := x.last.find(t); place > 0; {
			f := x.filed[place-1]
			x.dots[f.bag] += b.weights[k] * f.weight
			place = f.before
		}
	}
	for i, dot := range x.dots {
		if dot != 0 {
			x.dots[i] = dot / (b.norm * x.bags[i].norm)
		}
	}
	return x.dots
}
