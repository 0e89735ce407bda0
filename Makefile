# `make run` opens the app, `make test` passes the tests; both set up everything they need in .venv first.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$p; break; }; done)
BIN := .venv/bin

# A .venv that was made here and then moved with the checkout, or whose Python was upgraded, is made anew.
ifneq (,$(wildcard .venv/run.stamp))
$(shell { ! grep -q '^command = ' .venv/pyvenv.cfg || grep -qF "$$(pwd -P)/.venv" .venv/pyvenv.cfg; } && \
	.venv/bin/python -I -c 'import pip' 2>/dev/null || rm -rf .venv)
endif

# Whatever this machine is like: text is UTF-8, assertions are kept, and no variable of the shell changes what is made.
test check coverage generated screenshots recording: export LC_ALL := C.UTF-8
# Without UTF-8 Python does not find a checkout whose path has other letters; its own way out of the locale C comes too late for that.
ifneq (,$(filter C POSIX,$(LC_ALL)))
run: export LC_ALL := C.UTF-8
endif
# What is installed goes into .venv, wherever somebody's pip usually puts things.
export PIP_USER := 0
unexport PIP_TARGET PIP_PREFIX PIP_ROOT
unexport PYTHONOPTIMIZE PYTHONUTF8 PYTHONIOENCODING PYTHONHOME PYTHONPATH PYTHONWARNINGS PYTHONSAFEPATH

# All tests in one crowd. Most that are slow wait for a program in a terminal, so there is one process more than cores.
CROWD = -n $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1) --dist worksteal

.PHONY: run test anywhere check lint types contracts coverage fuzz torture bench screenshots recording generated docs terminals clean

run: .venv/run.stamp ## open the app; ARGS="start office-5 --plain" passes arguments on
	@$(BIN)/dbs-tui $(ARGS)

test: .venv/dev.stamp ## every test; ARGS="tests/domain -k streak" picks some
	$(BIN)/python -m pytest $(or $(ARGS),$(CROWD))
	$(if $(ARGS),,@touch .venv/tested.stamp)

anywhere: ## the tests on other machines: young ones, other users, zones, dates and paths; some minutes
	tests/anywhere.sh $(ARGS)

check: lint types contracts coverage .venv/tested.stamp ## what CI asks for

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.stamp
	$(BIN)/mypy

contracts: .venv/dev.stamp
	$(BIN)/lint-imports --no-logo

# The domain is covered branch by branch, or this fails; without the long random traces, which add nothing here.
coverage: .venv/dev.stamp
	$(BIN)/python -m pytest $(CROWD) tests/domain -m "not slow" --ignore tests/domain/training/test_player_machine.py \
		--cov=dbs_tui/domain --cov-branch --cov-report=term --cov-fail-under=100

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

recording: .venv/dev.stamp ## the moving picture of the README
	$(BIN)/python -m screenshots.recording $(ARGS)

docs: .venv/docs.stamp ## the site, into build/site; a link that leads nowhere is an error
	$(BIN)/python -m tests.site
	$(BIN)/mkdocs build --strict --quiet --config-file docs/mkdocs.yml

terminals: .venv/dev.stamp ## the app in real terminals on a display of its own; their pictures are in build/terminals
	$(BIN)/python -m tests.terminals $(ARGS)

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

.venv/docs.stamp: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@
