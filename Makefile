# Two commands do all their own setting up: `make ny` writes a learning, `make test` tests all.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCALE := src/laering/locale
ARGS ?=
WINDOWS ?= 3.12

.PHONY: ny test test-windows check bench fuzz catalogue golden pictures release clean

ny: $(VENV)/run
	@$(BIN)/laering ny $(ARGS)

test: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

# In a Windows Python under wine, or several: make test-windows WINDOWS="3.12 3.11"
test-windows: $(VENV)/dev
	$(BIN)/python tests/platforms/windows.py $(WINDOWS:%=--python=%) $(ARGS)

bench: $(VENV)/bench
	$(BIN)/python benchmarks/run.py $(ARGS)

fuzz: $(VENV)/dev
	$(BIN)/pip install --quiet --group fuzz
	$(BIN)/python benchmarks/fuzz.py $(ARGS)

catalogue: $(VENV)/dev
	$(BIN)/pybabel -q extract -k N_ --no-location --sort-output --omit-header -o $(VENV)/laering.pot src
	$(BIN)/pybabel -q update -D laering -i $(VENV)/laering.pot -d $(LOCALE) -N --ignore-obsolete --no-wrap
	$(BIN)/pybabel -q compile -D laering -d $(LOCALE)

golden: $(VENV)/dev
	$(BIN)/python tests/golden/make.py

pictures: $(VENV)/dev
	$(BIN)/python docs/pictures.py

release: $(VENV)/dev
	@$(BIN)/python tools/release.py

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "laering needs Python 3.11 or later: make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --upgrade pip
	@touch $@

$(VENV)/run: pyproject.toml $(VENV)/python
	@$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run
	$(BIN)/pip install --quiet --editable . --group dev
	@touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/pip install --quiet --group bench
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
