# Two commands do all their own setting up: `make ny` writes a learning, `make test` tests all.

# The first Python here that is new enough, unless one is named: make test PYTHON=python3.12
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
PYTHON ?= $(or $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python $(NEW_ENOUGH) 2>/dev/null && echo $$python && break; done),python3)
VENV := .venv
BIN := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
LOCALE := src/laering/locale
ARGS ?=
WINDOWS ?= 3.12

# The tests that take seconds. «make test» runs them all.
QUICK := tests/domain tests/platforms/test_lock.py tests/test_architecture.py tests/test_catalogue.py

# $(call set-up,folder,lock): ready with what requirements/lock.txt names, and with this checkout.
define set-up
	@$(PYTHON) $(NEW_ENOUGH) 2>/dev/null || { python=$$($(PYTHON) --version 2>&1) || python="not here"; \
		echo "laering needs Python 3.11 or later, and $(PYTHON) is $$python." \
		"Install a newer one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) requirements/set_up.py $(1) $(2)
endef

define check
	$(VENV)/$(BIN)/ruff check .
	$(VENV)/$(BIN)/ruff format --check .
	$(VENV)/$(BIN)/mypy
	$(VENV)/$(BIN)/lint-imports
endef

.PHONY: ny test check test-newest test-oldest test-windows lock bench fuzz catalogue golden pictures release clean

ny:
	$(call set-up,$(VENV),run)
	@$(VENV)/$(BIN)/laering ny $(ARGS)

test:
	$(call set-up,$(VENV),dev)
	$(check)
	$(VENV)/$(BIN)/pytest -n auto $(ARGS)

check:
	$(call set-up,$(VENV),dev)
	$(check)
	$(VENV)/$(BIN)/pytest -n auto $(QUICK)

# What users may have, and the lock does not tell: the ends of the ranges in pyproject.toml.
test-newest:
	$(call set-up,.venv-newest,newest)
	.venv-newest/$(BIN)/pytest -n auto $(ARGS)

test-oldest:
	$(call set-up,.venv-oldest,oldest)
	.venv-oldest/$(BIN)/pytest -n auto $(ARGS)

# In a Windows Python under wine, or several: make test-windows WINDOWS="3.12 3.11"
test-windows:
	$(call set-up,$(VENV),dev)
	$(VENV)/$(BIN)/python tests/platforms/windows.py $(WINDOWS:%=--python=%) $(ARGS)

lock:
	$(call set-up,.venv-lock,lock)
	.venv-lock/$(BIN)/python requirements/lock.py

bench:
	$(call set-up,.venv-bench,bench)
	.venv-bench/$(BIN)/python benchmarks/run.py $(ARGS)

fuzz:
	$(call set-up,.venv-fuzz,fuzz)
	.venv-fuzz/$(BIN)/python benchmarks/fuzz.py $(ARGS)

catalogue:
	$(call set-up,$(VENV),dev)
	$(VENV)/$(BIN)/pybabel -q extract -k N_ --no-location --sort-output --omit-header -o $(VENV)/laering.pot src
	$(VENV)/$(BIN)/pybabel -q update -D laering -i $(VENV)/laering.pot -d $(LOCALE) -N --ignore-obsolete --no-wrap
	$(VENV)/$(BIN)/pybabel -q compile -D laering -d $(LOCALE)

golden:
	$(call set-up,$(VENV),dev)
	$(VENV)/$(BIN)/python tests/golden/make.py

pictures:
	$(call set-up,$(VENV),dev)
	$(VENV)/$(BIN)/python docs/pictures.py

release:
	$(call set-up,$(VENV),dev)
	@$(VENV)/$(BIN)/python tools/release.py

# The records first: what is half gone must not look ready.
clean:
	rm -f .venv*/set-up.json
	rm -rf .venv .venv-* build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
