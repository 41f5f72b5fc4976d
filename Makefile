# Every verb sets up what it needs. The environment is .venv, made from the lock with hashes.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install demo test check fix accuracy bench samples lock clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    the main job on the bundled sample suppliers"
	@echo "make test    the tests"
	@echo "make check   style, types, import contracts, declared files; writes nothing"
	@echo "make fix     format and mend what can be mended"
	@echo "make accuracy how well the policy rules find violations, on texts not used for tuning"
	@echo "make bench   speed and memory beside other libraries, as ratios; takes minutes"
	@echo "make install the environment in .venv"

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it or call make PYTHON=/path/to/python" >&2; exit 2; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module: install it (on Debian the package python3-venv)" >&2; exit 2; }
	@echo "installing the environment into $(VENV), once"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/shelfready demo

# The files of long tests come early in the tree and are to start early: sorted by the number of tests they end last.
test: $(STAMP)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --config pyproject.toml
	@$(BIN)/shelfready check

fix: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

accuracy: $(STAMP)
	@$(BIN)/python -m tests.accuracy.measure

# Samples are written once under .shelfready/bench.
bench: $(STAMP)
	@$(BIN)/python -m tests.benchmarks.ingest
	@$(BIN)/python -m tests.benchmarks.normalise
	@$(BIN)/python -m tests.benchmarks.duplicates

# Draw and write the sample suppliers anew; their files are kept in the repository.
samples: $(STAMP)
	@$(BIN)/python deployments/demo/generate.py

# Resolve the dependencies anew for all platforms; the lock names versions and hashes only.
lock: $(STAMP)
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate --quiet pyproject.toml --group dev -o requirements.lock

clean:
	@rm -rf $(VENV) .shelfready .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
