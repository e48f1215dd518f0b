.DEFAULT_GOAL := help
.PHONY: bench bench-probes docs fmt fuzz help lint migration-new package setup soak test verify
# Ninja decides how many jobs run; a -j given to make is not passed on.
MAKEFLAGS += --no-print-directory

pgstair := build/release/pgstair
# make test PRESET=strict takes a warning for an error, as CI does.
PRESET ?= dev

verify: release ## walk the reference chain of migrations/ up and down
	$(pgstair) verify migrations

test: $(PRESET) ## build and run every test
	ctest --preset $(PRESET) -j $$(($$(nproc) + 1))

bench: release ## measure pgstair beside plain psql and pg_dump scripting
	scripts/bench
	scripts/bench --alembic

bench-probes: release ## score seeding and probes: make bench-probes SCHEMAS="a.sql b.sql" (MUTATE=1: by mutation)
	cmake --build --preset release --target probe_score --target probe_mutation
	@test -n "$(SCHEMAS)" || { echo 'Say which schemas, as SCHEMAS="a.sql b.sql"' >&2; exit 2; }
	scripts/bench-probes $(if $(MUTATE),--mutate) $(SCHEMAS)

soak: release dev ## for long: kill and restart, attack, fuzz the catalog's equality against pg_dump's, read whole catalogs
	scripts/soak
	scripts/attack
	PGSTAIR_FUZZ_COMPARISONS=10000 PGSTAIR_RENAMES=5000 build/dev/tests/catalog_tests --gtest_filter='Fuzz.*:*RandomRenames'
	PGSTAIR_TEST_EVERYTHING=1 build/dev/tests/catalog_tests --gtest_filter='Mutation.*'
	PGSTAIR_TEST_EVERYTHING=1 build/dev/tests/round_trip_tests
	PGSTAIR_TEST_EVERYTHING=1 build/dev/tests/author_tests
	PGSTAIR_TEST_EVERYTHING=1 build/dev/tests/explain_tests
	PGSTAIR_TEST_EVERYTHING=1 build/dev/tests/cli_tests --gtest_filter='Passwords*'
	PGSTAIR_TEST_SNAPSHOT_SOURCE=whole build/dev/tests/scenarios_tests
	PGSTAIR_TEST_EVERYTHING=1 PGSTAIR_TEST_SNAPSHOT_SOURCE=whole build/dev/tests/round_trip_tests

fuzz: setup ## fuzz what reads other people's files, with Clang: make fuzz [TIME=3600, seconds for each] [READERS="chain script"] [CLANG=16]
	@command -v clang++$(if $(CLANG),-$(CLANG)) >/dev/null || { echo 'It needs Clang 16 or newer: apt-get install clang-16 libclang-rt-16-dev, and CLANG=16' >&2; exit 2; }
	@test -f build/fuzz/build.ninja || \
	  cmake --preset fuzz $(if $(CLANG),-DCMAKE_C_COMPILER=clang-$(CLANG) -DCMAKE_CXX_COMPILER=clang++-$(CLANG))
	@cmake --build --preset fuzz
	scripts/fuzz $(or $(TIME),3600) $(READERS)

migration-new: release ## write a revision: make migration-new MSG="add invoices" [CHAIN=path]
	@test -n "$$MSG" || { echo 'Say what it does, as MSG="add invoices"' >&2; exit 2; }
	$(pgstair) new -m "$$MSG" "$${CHAIN:-migrations}"

package: release ## make the Debian package for this release of Debian: build/release/pgstair_*.deb
	cmake --build --preset release --target installed_files
	cd build/release && cpack

setup: ## install what building and testing needs (Debian packages)
	@scripts/setup

fmt: ## format the sources
	@scripts/fmt

lint: setup ## check format, layers and clang-tidy
	@scripts/fmt --check
	@scripts/check-layers
	@scripts/tidy

docs: release ## write the generated parts of the documentation
	scripts/docs

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: asan dev release strict
asan dev release strict: setup
	@test -f build/$@/build.ninja || cmake --preset $@
	@cmake --build --preset $@ $(if $(filter release,$@),--target pgstair)
