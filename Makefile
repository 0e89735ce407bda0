# `make run` opens the app, `make test` passes the tests; both set up everything they need in .venv first.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$p; break; }; done)
BIN := .venv/bin

# Screens and terminals are driven in real time, on machines that do other things as well: what failed in the crowd is run
# once more by itself, and has to pass then.
AGAIN := $(BIN)/python -m pytest --last-failed --last-failed-no-failures none

# Real time and real processes (slow) run by themselves, one after the other; the rest on all cores.

.PHONY: run test check lint types contracts coverage fuzz torture bench screenshots generated clean

run: .venv/run.stamp ## open the app; ARGS="start office-5 --plain" passes arguments on
	@$(BIN)/dbs-tui $(ARGS)

test: .venv/dev.stamp ## every test; ARGS="tests/domain -k streak" picks some
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	$(BIN)/python -m pytest -n auto -m "not slow" || $(AGAIN) -m "not slow"
	$(BIN)/python -m pytest -m slow || $(AGAIN) -m slow
	@touch .venv/tested.stamp
endif

check: lint types contracts coverage .venv/tested.stamp ## what CI asks for

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

contracts: .venv/dev.stamp
	$(BIN)/lint-imports --no-logo

# The domain is covered branch by branch, or this fails; without the long random walk of the player, which adds nothing here.
coverage: .venv/dev.stamp
	$(BIN)/coverage run -m pytest tests/domain --ignore tests/domain/training/test_player_machine.py
	$(BIN)/coverage report --include='dbs_tui/domain/*' --fail-under=100

# Every test, unless they have passed since the last change.
.venv/tested.stamp: .venv/dev.stamp $(shell find dbs_tui tests routines pyproject.toml -type f -not -name '*.pyc' 2>/dev/null)
	@$(MAKE) --no-print-directory test

bench: .venv/dev.stamp ## ratios beside a bare Textual app, from an installed wheel
	$(BIN)/python -m tests.bench $(ARGS)

fuzz: .venv/dev.stamp ## every input garbled, for ten minutes; ARGS="--minutes 1 keys" for less
	$(BIN)/python -m tests.fuzz $(ARGS)

torture: .venv/dev.stamp ## the history in every kind of trouble, at length: some minutes
	$(BIN)/python -m tests.torture $(ARGS)

screenshots: .venv/dev.stamp ## the pictures of screenshots/
	$(BIN)/python -m screenshots.make $(ARGS)

generated: .venv/dev.stamp ## completions, the man page and the table of keys, from the program
	$(BIN)/python -m tests.generated

clean: ## everything that was made here
	rm -rf .venv build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "dbs-tui needs Python 3.11 or newer; none was found. Try: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/run.stamp
