# Thin: CMake builds, tests/setup installs, tests/run starts private servers. `make help` lists what there is.
BUILD ?= build
JOBS ?= $(shell nproc)
# CI treats warnings as errors.
WERROR ?= $(if $(CI),ON,OFF)

CONFIGURE = cmake -S . -G Ninja -DTIEOUT_WERROR=$(WERROR)
NINJA = ninja -j$(JOBS)
SOURCES = git ls-files -co --exclude-standard '*.h' '*.cpp'

.DEFAULT_GOAL := help
.PHONY: help setup configure build test demo bench flip sanitize format check-format pages clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

setup: ## install every Debian package that is missing
	@tests/setup build test format

configure:
	@tests/setup build
	@mkdir -p $(BUILD)
	@$(CONFIGURE) -B $(BUILD) -DCMAKE_BUILD_TYPE=Release >$(BUILD)/configure.log 2>&1 || \
	    { cat $(BUILD)/configure.log; exit 1; }

build: configure ## configure and build (Release) in build/
	@$(NINJA) -C $(BUILD)

# Nobody waits for the tests to be built who wants to look first.
demo: configure ## a complete rehearsal on embedded databases: from red to green, and the report
	@$(NINJA) -C $(BUILD) tieout tieout-verify
	@$(BUILD)/tieout demo

test: build ## every test, with private MariaDB and PostgreSQL servers
	@tests/setup build test
	@$(NINJA) -C $(BUILD) headers
	@tests/run --build $(BUILD)

BENCH ?= --append
bench: build ## speed and memory, against the raw streams of the same servers (BENCH="--rounds 3 equal")
	@tests/setup build test bench
	@$(NINJA) -C $(BUILD) tieout_bench raw_streams raw_pipe delta_parts big_reports
	@tests/run --build $(BUILD) -- env -u TMPDIR $(BUILD)/tests/tieout_bench
	@tests/run --large --build $(BUILD) -- tests/bench/run --build $(BUILD) $(BENCH)
	@tests/run --build $(BUILD) -- env -u TMPDIR tests/bench/verify_memory $(abspath $(BUILD))
	@tests/bench/report $(BUILD)

FLIP ?= --sample 60
flip: ## flip conditions in verify/ one at a time and name those that no test notices (FLIP="--only match.cpp")
	@tests/setup build test
	@tests/run --build $(BUILD) -- tests/mutants/flip_conditions $(FLIP)

sanitize: ## the tests once more under AddressSanitizer and UndefinedBehaviorSanitizer
	@tests/setup build test
	@$(CONFIGURE) -B build-sanitize -DCMAKE_BUILD_TYPE=Debug -DTIEOUT_SANITIZE=ON
	@$(NINJA) -C build-sanitize
	@tests/run --build build-sanitize

format: ## write every source the way .clang-format says
	@tests/setup format
	@$(SOURCES) | xargs -r clang-format-14 -i

check-format: ## fail where a source is not so
	@tests/setup format
	@$(SOURCES) | xargs -r clang-format-14 --dry-run -Werror && echo "format: every source is as .clang-format says"

pages: ## write the tables of docs/modernbill.md as the pack has them now
	@tests/setup build test
	@mkdir -p $(BUILD)
	@$(CONFIGURE) -B $(BUILD) -DCMAKE_BUILD_TYPE=Release >$(BUILD)/configure.log
	@$(NINJA) -C $(BUILD) write_tables
	@$(BUILD)/tests/write_tables

clean: ## remove everything that was built
	@rm -rf build build-sanitize
