# make run · make test · make check · make bench. Needs Python 3.11 or newer and make; everything else goes into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
BIN := .venv/bin
CODE := notices knowledge bot run_bot.py $(wildcard tests bench)
LEXICON := $(shell find knowledge notices/vocabulary -name '*.yaml') knowledge/training.py knowledge/topics.py knowledge/words.py \
	$(addprefix knowledge/,wording.py numerals.py dates.py clock.py text.py)
COMPILE := $(BIN)/locking/bin/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help setup run telegram-demo test check lint types layers conventions shelf format bench lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/installed var/compiled var/trained ## make .venv, install what the lock names, compile, train the topic index

.venv/installed: requirements-dev.lock
	@if [ -z "$(PYTHON)" ]; then echo "Python 3.11 or newer is needed (Debian: apt-get install python3 python3-venv;" \
		"otherwise https://www.python.org/downloads/), or name one: make PYTHON=/path/to/python3"; exit 1; fi
	@if [ ! -x $(BIN)/pip ]; then $(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "Python's venv module is missing (Debian: apt-get install python3-venv)"; exit 1; }; fi
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

var/compiled: .venv/installed $(shell find notices knowledge bot -name '*.py')
	$(BIN)/python -m compileall -q notices knowledge bot
	@mkdir -p var && touch $@

var/trained: .venv/installed $(LEXICON)
	$(BIN)/python run_bot.py train
	@mkdir -p var && touch $@

run: setup ## serve the chat page on http://127.0.0.1:8080
	@$(BIN)/python run_bot.py

telegram-demo: setup ## try the Telegram bot by hand without Telegram: a messenger's page on http://127.0.0.1:8081 (AS_OF=2024-08-20: on that day)
	@$(BIN)/python -m tests.telegram_server --bot $(if $(AS_OF),--as-of $(AS_OF))

test: setup ## all tests
	$(BIN)/pytest

check: lint types layers conventions shelf ## all of the next five (make -k check goes on after a fault)

lint: setup ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## mypy, strict
	$(BIN)/mypy $(CODE)

layers: setup ## which module may import which
	$(BIN)/lint-imports

conventions: setup ## documents, requirements and settings against the code
	$(BIN)/pytest -q -n 0 tests/test_project.py tests/bot/test_settings.py

shelf: setup ## each notice against its source
	$(BIN)/python run_bot.py notice check

format: setup ## put imports and layout in order
	$(BIN)/ruff check --select I --fix --quiet .
	$(BIN)/ruff format .

bench: setup ## rates, times and memory, beside generic baselines, on this machine (make bench QUICK=--quick: a minute)
	@$(BIN)/python -m bench $(QUICK)

lock: .venv/installed ## write the locks anew (newest versions: make lock UPGRADE=--upgrade)
	$(PYTHON) -m venv $(BIN)/locking && $(BIN)/locking/bin/pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) $(UPGRADE) -o requirements.lock requirements.in
	CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) $(UPGRADE) -o requirements-ocr.lock requirements-ocr.in
	CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) $(UPGRADE) -o requirements-dev.lock requirements-dev.in

clean: ## remove what is built; var/ with the database stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache var/compiled var/trained var/topics.index
