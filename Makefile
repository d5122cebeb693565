# Needs Python >= 3.11 and make. `make run` does the day's work on this repository's own posts, `make test` proves it works.
BIN := .venv/bin
MESSAGES := $(wildcard lfnkr_i18n/locale/*/LC_MESSAGES/*.po)
SETTINGS := pyproject.toml hatch_build.py tools/setup.sh $(MESSAGES)
PYTEST := $(BIN)/python -m pytest -q --doctest-modules lfnkr_i18n tests

.PHONY: run test slow lint messages bench picture clean help

run: .venv/ready-to-run          ## extract, draft, check, publish what is ready, show the status table
	$(BIN)/lfnkr run

test: .venv/ready-to-test        ## all tests but the slow ones, and the examples in docstrings
	$(PYTEST) -n auto -m "not slow"

slow: .venv/ready-to-test        ## the long proofs
	$(PYTEST) -n auto -m slow

lint: .venv/ready-to-test        ## style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

messages: .venv/ready-to-test    ## gather the program's messages for its translators
	$(BIN)/python tools/messages.py

bench: .venv/ready-to-test       ## measure against other programs, and write docs/benchmarks.md (takes hours)
	$(BIN)/python -m pip install -q -e '.[bench]'
	$(BIN)/python benchmarks/run.py --write

picture: .venv/ready-to-run      ## draw the status table for the README
	$(BIN)/python tools/screenshot.py

clean:                           ## remove what can be made again
	rm -rf .venv .lfnkr published .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help:                            ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## */	/' | expand -t 12

.venv/ready-to-run: $(SETTINGS)
	sh tools/setup.sh run
	touch $@

.venv/ready-to-test: $(SETTINGS)
	sh tools/setup.sh test
	touch .venv/ready-to-run $@
