"""datasketch as a side of bench: python datasketch.py HASH FILE prints a report as JSON (side.go has its shape).

It goes the way that datasketch recommends for many sets: MinHash.bulk with numpy. HASH is its hash function: sha1, which is
the default, or xxhash, which the documentation prefers for speed. An index has the bands that the library works out for
the threshold and is filled in an insertion session. What the library leaves to its user is done as is usual: json,
one regular expression for the words, and a shingle as the bytes of five words with blanks between them.
"""

import json
import re
import resource
import sys
from collections import defaultdict
from itertools import combinations

# This file has the name of the library: its own folder must not be looked into for it.
sys.path.pop(0)

import xxhash
from datasketch import MinHash, MinHashLSH
from datasketch.hashfunc import sha1_hash32

SLOTS = 128
SHINGLE_WORDS = 5
THRESHOLDS = [0.5, 0.8]
HASHES = {"sha1": sha1_hash32, "xxhash": xxhash.xxh32_intdigest}
WORD = re.compile(r"\w+")


def read_texts(file):
    with open(file, "rb") as lines:
        return [json.loads(line).get("text") or "" for line in lines]


def shingles(text):
    words = WORD.findall(text.lower())
    if len(words) <= SHINGLE_WORDS:
        return [" ".join(words).encode()] if words else []
    return [s.encode() for s in map(" ".join, zip(words, words[1:], words[2:], words[3:], words[4:]))]


def query_all(sketches, threshold):
    """Returns the pairs of an index made for a threshold, and what bands it has."""
    index = MinHashLSH(threshold=threshold, num_perm=SLOTS)
    with index.insertion_session() as session:
        for i, sketch in enumerate(sketches):
            session.insert(i, sketch)
    pairs = [(i, j) for i, sketch in enumerate(sketches) for j in index.query(sketch) if j > i]
    return pairs, f"{index.b}x{index.r} bands at {threshold}"


def exact(texts, least):
    """Returns the Jaccard of every pair that reaches least, by an inverted index over all shingles."""
    sets = [set(shingles(text)) for text in texts]
    holders = defaultdict(list)
    for i, shingle_set in enumerate(sets):
        for shingle in shingle_set:
            holders[shingle].append(i)
    shared = defaultdict(int)
    for held_by in holders.values():
        for pair in combinations(held_by, 2):
            shared[pair] += 1
    truth = {}
    for (a, b), n in shared.items():
        jaccard = n / (len(sets[a]) + len(sets[b]) - n)
        if jaccard >= least:
            truth[a, b] = jaccard
    return truth


def score(pairs, truth, least):
    wanted = {pair for pair, jaccard in truth.items() if jaccard >= least}
    hits = len(wanted.intersection(pairs))
    return {
        "least": least,
        "wanted": len(wanted),
        "found": len(pairs),
        "hits": hits,
        "recall": hits / len(wanted) if wanted else 1,
        "precision": hits / len(pairs) if pairs else 1,
    }


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(hash_name, file):
    before = cpu()
    texts = read_texts(file)
    sketches = MinHash.bulk((shingles(text) for text in texts), num_perm=SLOTS, hashfunc=HASHES[hash_name])
    pairs, note = query_all(sketches, THRESHOLDS[0])
    taken = cpu() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

    truth = exact(texts, THRESHOLDS[0])
    scores = [score(pairs, truth, THRESHOLDS[0])]
    for least in THRESHOLDS[1:]:
        pairs, bands = query_all(sketches, least)
        note += "; " + bands
        scores.append(score(pairs, truth, least))
    report = {"side": f"datasketch, {hash_name}", "articles": len(texts), "cpu": taken, "peak": peak, "note": note, "scores": scores}
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
