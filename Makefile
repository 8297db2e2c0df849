# Everything that is done often. Needs Python 3.11 or newer with venv, make, and a package index.
#   make demo     a sample corpus to look at          make test    all tests
#   make setup    an environment for development      make check   format, lint, types, layers
#   make bench    how fast it is on this machine      make docs    generated pages of docs/
#   make lock     newest versions of dependencies     make clean   as after cloning
#   make screenshots    pictures of every web page (needs Chromium)
#   make dist     wheel and source archive            make coverage lines and branches that tests reach
#   make test-wheel     the wheel as strangers install it: pip, uv and pipx, each in an empty environment
#   make test-standards tests of exports by the standards' own programs and a real PostgreSQL
#   make test-cluster   tests that need the extra cluster (datatrove, Ray)
#   make test-notebook  the notebooks of docs/, run from their first cell to their last

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK   := $(wildcard requirements/lock.txt)
EXTRAS := dev validate notebook docs packaging cluster
# How many tests run at the same time; 1 runs them one after the other.
JOBS   ?= auto
# Tests with a target of their own, because they need more than the development environment.
APART  := tests/cluster tests/packaging tests/test_notebooks.py
TESTS  := -m pytest --numprocesses $(JOBS) --dist worksteal $(APART:%=--ignore=%)
PINNED := $(if $(LOCK),--constraint $(LOCK))

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage test-standards test-cluster test-notebook test-wheel dist check bench docs lock clean

help:
	@sed -n 's/^#   /  /p' Makefile

setup: $(VENV)/.stamp-dev

# Where the development environment is already there, it serves the demo as well.
demo: $(if $(wildcard $(VENV)/.stamp-dev),$(VENV)/.stamp-dev,$(VENV)/.stamp-run)
	@$(BIN)/gali demo --db demo.db

test: $(VENV)/.stamp-dev
	$(BIN)/python $(TESTS)

coverage: $(VENV)/.stamp-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run $(TESTS)
	$(BIN)/coverage combine --quiet
	@for package in corpus harvest extract models gali; do \
	  echo "$$package $$($(BIN)/coverage report --include="$$package/*" --format=total --fail-under=0) %"; done
	$(BIN)/coverage report

test-standards: $(VENV)/.stamp-dev
	@$(PIP) install $(PINNED) --editable '.[dev,validate]'
	$(BIN)/python -m pytest -rs tests/corpus/export

test-cluster: build/cluster/.stamp
	build/cluster/bin/python -m pytest -rs tests/cluster

test-notebook: $(VENV)/.stamp-dev
	@$(PIP) install $(PINNED) --editable '.[dev,notebook]'
	$(BIN)/python -m pytest -rs tests/test_notebooks.py

# The wheel is tried as a stranger would: in an empty environment, outside of this folder.
test-wheel: $(VENV)/.stamp-dev
	@$(PIP) install $(PINNED) --editable '.[dev,packaging]'
	$(BIN)/python -m pytest -rs tests/packaging

dist: $(VENV)/.stamp-dev
	@$(PIP) install build
	@rm -rf dist && $(BIN)/python -m build --outdir dist . >/dev/null
	@ls -l dist

check: $(VENV)/.stamp-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.stamp-dev
	$(BIN)/python benchmarks/report.py

docs: $(VENV)/.stamp-docs
	$(BIN)/python -m gali.cli.reference > docs/commands.md.new
	mv docs/commands.md.new docs/commands.md
	$(BIN)/gali codebook -o docs/schema.md
	$(BIN)/python -m gali.cli.coverage < docs/sources.md > docs/sources.md.new
	mv docs/sources.md.new docs/sources.md
	$(BIN)/zensical build --strict -f mkdocs.yml

screenshots: demo $(VENV)/.stamp-dev
	$(BIN)/python tests/e2e/take_screenshots.py demo.db build/screenshots

lock: $(VENV)/.stamp-dev
	@$(PIP) install uv
	@echo "# Every dependency with its version, for all platforms; renewed by 'make lock'." > $(LOCK).new
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 $(EXTRAS:%=--extra %) --no-emit-index-url \
	  --no-header --no-annotate pyproject.toml >> $(LOCK).new
	mv $(LOCK).new $(LOCK)

clean:
	rm -rf $(VENV) build dist site .cache .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.stamp-run: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Installing gali into $(VENV) …"
	@$(PIP) install $(PINNED) --editable .
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Installing gali and its tools into $(VENV) …"
	@$(PIP) install $(PINNED) --editable '.[dev]'
	@touch $@

$(VENV)/.stamp-docs: $(VENV)/.stamp-dev
	@$(PIP) install $(PINNED) --editable '.[docs]'
	@touch $@

# Ray and datatrove bring much along: an environment of their own leaves the other as it is.
build/cluster/.stamp: pyproject.toml $(LOCK) | $(BIN)/python
	@echo "Installing gali with datatrove and Ray into build/cluster …"
	@$(PYTHON) -m venv build/cluster
	@build/cluster/bin/python -m pip --disable-pip-version-check --quiet install $(PINNED) --editable '.[dev,cluster]'
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gali needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || true)."; \
	  echo "Name another one:  make PYTHON=python3.12 $(or $(MAKECMDGOALS),demo)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "The venv module is missing (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
