# What can be done with this tree. Variables, to be set behind the target:
#   DATA      folder of real articles to measure with; what needs it is skipped with a word where it is absent
#   FUZZTIME  how long each fuzz target runs: a time, or a number of inputs as in 20000x
#   BIN       where the program is built, and the tools of eval beside it
#   NIGHTS    of bench-nights: how many nights
#   PER       of bench-nights: how many articles each brings
#   QUERIES   of bench-readers: how many questions are wanted while nights are run
#   ONLY      of eval: measure only that whose name holds this text
#   CRASHES   of crash: how many nights are killed
#   FAULTS    of faults: how many failures of each kind are tried
DATA     ?= ../shared/data
FUZZTIME ?= 10s
BIN      ?= bin/twicetold
NIGHTS   ?= 30
PER      ?= 1000
CRASHES  ?= 300
FAULTS   ?= 30
QUERIES  ?= 10000

LOAD := $(DATA)/load/news37k.jsonl.gz

.PHONY: help run build test race fuzz bench bench-nights bench-readers bench-peers eval eval-full eval-accept lint check crash faults nights dates background clean

help:
	@echo 'make TARGET [DATA=$(DATA)] [FUZZTIME=$(FUZZTIME)] [BIN=$(BIN)]'
	@awk -F ':[^#]*## ' '/^[a-z-]+:[^#]*## / { printf "  %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# The archive goes when the demonstration ends. The times are those at which a job would have run.
run: build ## show the main job: three nights of invented articles, then stories, one story and a search
	@archive=$$(mktemp -d) && trap 'rm -rf "$$archive"' EXIT && export TWICETOLD_ARCHIVE="$$archive/archive" TZ=UTC && \
	show() { printf '\n$$ twicetold'; printf ' %s' "$$@"; printf '\n'; $(BIN) "$$@"; } && \
	show nightly --now 2026-03-12T07:00:00Z testdata/corpus/night-1 && \
	show nightly --now 2026-03-25T03:00:00Z testdata/corpus/night-2 && \
	show nightly --now 2026-04-15T03:00:00Z testdata/corpus/night-3 && \
	show stories --limit 10 && \
	show story s3cszg2ia && \
	show search ferry aground

build: ## build the program into BIN
	CGO_ENABLED=0 go build -trimpath -o $(BIN) ./cmd/twicetold

test: ## run every test
	go test ./...

race: ## run every test with the race detector (needs a C compiler)
	go test -race ./...

# go test fuzzes one target at a time, so they are listed first: the names, then the package they are of.
fuzz: ## run every fuzz target, one after another, FUZZTIME each
	@list=$$(go test -list '^Fuzz' ./...) || { echo "$$list"; exit 1; }; \
	echo "$$list" | awk '/^Fuzz/ { name[n++] = $$1 } /^ok/ { for (i = 0; i < n; i++) print $$2, name[i]; n = 0 }' | \
	while read -r package target; do \
		echo "$$target"; \
		go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$package" </dev/null || exit 1; \
	done

bench: build ## run every benchmark, and time the program on real articles where DATA is
	go test -run '^$$' -bench . -benchmem ./...
	@if [ -e $(LOAD) ]; then \
		echo '$(BIN) cluster $(LOAD)'; $(BIN) cluster $(LOAD) >/dev/null; \
	else echo 'bench: no $(LOAD), the program is not timed (set DATA)'; fi

bench-nights: build ## run NIGHTS nights of PER made-up articles each into a new archive: what each costs, and its goals
	go build -trimpath -o $(dir $(BIN)) ./cmd/load
	$(dir $(BIN))load nights -twicetold $(BIN) -nights $(NIGHTS) -per $(PER)

bench-readers: build ## ask an archive QUERIES questions while NIGHTS nights of PER articles are run into it: what that does to readers
	go build -trimpath -o $(dir $(BIN)) ./cmd/load
	$(dir $(BIN))load readers -twicetold $(BIN) -nights $(NIGHTS) -per $(PER) -queries $(QUERIES)

# The peers are no dependencies of the program: bench is a module of its own. Each part of the real sets is there or is not.
PEERS = go -C bench build -o $(abspath $(dir $(BIN)))/bench . && cd bench && $(abspath $(dir $(BIN)))/bench
COPIES = $(abspath $(DATA))/copies

bench-peers: ## find copies beside other libraries, against an exact oracle, and in floods of like articles (minutes)
	@if [ -e $(LOAD) ]; then $(PEERS) peers $(abspath $(LOAD)) $(COPIES)/reuters21578/all.jsonl.gz; \
	else echo 'bench-peers: no $(LOAD), made-up articles only (set DATA)'; $(PEERS) peers; fi
	@$(PEERS) recall && $(PEERS) extracts && $(PEERS) skew
	@if [ -d $(COPIES) ]; then \
		$(PEERS) recall $(COPIES)/reuters21578/all.jsonl.gz $(COPIES)/article_comparisons/all.jsonl.gz $(abspath $(DATA))/stories/newscluster.jsonl.gz && \
		$(PEERS) extracts -pairs $(COPIES)/clough_plagiarism/pairs.jsonl.gz $(COPIES)/clough_plagiarism/articles.jsonl.gz; \
	else echo 'bench-peers: no $(COPIES), the real sets are left out (set DATA)'; fi

# The programs that measure lie beside BIN; scores runs the other two.
SCORES = go build -trimpath -o $(dir $(BIN)) ./cmd/scores ./cmd/variants && \
	$(dir $(BIN))scores -twicetold $(BIN) -variants $(dir $(BIN))variants -data '$(DATA)' $(if $(ONLY),-only '$(ONLY)')

eval: build ## score the grouping beside the scores last accepted: invented articles, and real ones where DATA is
	$(SCORES)

eval-full: build ## the same, and in a haystack, shuffled, with copies, as titles, with other constants (20 minutes)
	$(SCORES) -full
	@if [ -d $(DATA)/stories ]; then $(MAKE) --no-print-directory sweep; fi

eval-accept: build ## make the scores of eval, with FULL=1 those of eval-full, the accepted ones
	$(SCORES) -accept $(if $(FULL),-full)

# The sweep groups each set anew for every value of every constant, so it leaves out roundups.
.PHONY: sweep
sweep:
	cat $(DATA)/stories/ecbplus-*.jsonl.gz | $(BIN) eval --sweep - $(DATA)/stories/newscluster.jsonl.gz $(DATA)/stories/basil.jsonl.gz

# -count=1: the test cache does not see a package appear.
lint: ## check format, vet, staticcheck, the modules' sums, the layout and its import rules
	@unformatted=$$(gofmt -l .) || exit 1; \
	if [ -n "$$unformatted" ]; then echo 'not formatted by gofmt:'; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...
	go mod verify
	go test -count=1 -run '^TestLayout' .

# timed runs a target and says how many seconds it took.
timed = @start=$$(date +%s); $(MAKE) --no-print-directory $(1) && echo "== $(firstword $(1)): $$(($$(date +%s) - start)) s"

# Fuzzing counts inputs here, not seconds: a slow machine does the same work, and Go 1.26 now and then
# fails a target that is healthy when its time is up (go.dev/issue/75804). The tests come last, so that their
# results close the output.
check: ## everything that must hold: lint, eval, a short fuzz, race, test; the seconds of each
	$(call timed,lint)
	$(call timed,eval)
	$(call timed,fuzz FUZZTIME=4000x)
	$(call timed,race)
	$(call timed,test)

crash: ## kill CRASHES nights at random moments, and look whether anything is lost
	go test ./nightly -run '^TestCrash$$' -v -timeout 60m -crash $(CRASHES)

# What ends how often is counted in tables; the single failures are only for when a test fails.
faults: ## let disks fail and be full and files be damaged, FAULTS times a kind, and look whether anything is lost (minutes)
	@log=$$(mktemp) && trap 'rm -f "$$log"' EXIT; \
	go test ./cmd/twicetold -run '^(TestFaultPoints|TestSmallDisk|TestDamage)$$' -v -timeout 60m -disasters $(FAULTS) >"$$log" || failed=1; \
	grep -v -e '^ *=== ' -e '^ *--- PASS: .*/' "$$log"; exit $${failed:-0}

nights: ## score nights, one for each day of publication, beside one batch, on gold in DATA (minutes)
	@failed=0; for set in newscluster roundups; do \
		go test ./nightly -run '^TestGold$$' -v -timeout 60m -gold $(abspath $(DATA))/stories/$$set.jsonl.gz || failed=1; done; exit $$failed

dates: ## score how dates in texts are resolved, on the judged sample of real articles in DATA
	@if [ -e $(LOAD) ]; then go run ./cmd/dates score cmd/dates/testdata/verdicts.tsv $(LOAD); \
	else echo 'dates: no $(LOAD), the judged sample is not scored (set DATA)'; fi

background: ## make the table of words in cluster/background anew from DATA
	go run ./cmd/background $(LOAD)

clean: ## remove what was built
	rm -f $(BIN) $(dir $(BIN))scores $(dir $(BIN))variants $(dir $(BIN))load $(dir $(BIN))bench
