# Two commands do everything: `make run` and `make test`. The rest is for people who build Kith.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := .stamps
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Many small matrix products: more threads cost more than they give.
export OPENBLAS_NUM_THREADS := 1
# Containers often forbid compiled Python to be kept: each worker and each process a test starts would compile it all anew.
unexport PYTHONDONTWRITEBYTECODE
SOURCES := $(shell find src/kith/locale -name '*.po' 2>/dev/null)

.PHONY: run test check lint types walls documents bench screenshots lock messages clean journeys

run: $(STAMPS)/run $(STAMPS)/frontend $(STAMPS)/messages   ## install, migrate, load the demonstration, serve
	@kith-manage serve --demonstration

test: $(STAMPS)/dev $(STAMPS)/frontend $(STAMPS)/messages   ## install and run the whole suite
	pytest -q -n auto --dist worksteal --ignore tests/journeys

journeys: $(STAMPS)/dev $(STAMPS)/frontend $(STAMPS)/messages   ## browser journeys with axe (needs chromium)
	pytest -q -n 3 --dist worksteal -m journey tests/journeys

check: lint types walls documents   ## everything that is not a test

lint: $(STAMPS)/dev
	ruff check . && ruff format --check .

types: $(STAMPS)/dev
	mypy

walls: $(STAMPS)/dev
	lint-imports

documents: $(STAMPS)/dev
	pytest -q tests/documents

bench: $(STAMPS)/dev $(STAMPS)/frontend $(STAMPS)/messages   ## make bench WING=matching
	python -m benchmarks.run $(WING)

screenshots: $(STAMPS)/dev $(STAMPS)/frontend $(STAMPS)/messages   ## makes the pictures of the README anew
	python -m tests.journeys.screenshots docs/screenshots

lock: $(STAMPS)/dev   ## write the lock files anew: hashes, no address
	uv pip compile $(LOCK) -o requirements/run.lock pyproject.toml
	uv pip compile $(LOCK) --extra dev -c requirements/run.lock -o requirements/dev.lock pyproject.toml
LOCK := --no-python-downloads --universal --python-version 3.11 -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

messages: $(STAMPS)/dev   ## collect what is to be translated
	kith-manage messages_extract && kith-manage messages_update

clean:
	rm -rf $(STAMPS) $(VENV) frontend/node_modules src/kith/service/ui/static/ui/build

# Set-up, each step once until what it depends on changes.

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Kith needs Python 3.11 or newer. Say which one with: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(STAMPS)/run: requirements/run.lock pyproject.toml | $(BIN)/python
	@mkdir -p $(STAMPS)
	@echo "Installing what Kith needs (the first time takes a minute or two) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/setup.lock
	@uv pip install -q --require-hashes -r requirements/run.lock
	@uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: requirements/dev.lock $(STAMPS)/run
	@echo "Installing what the tests need ..."
	@uv pip install -q --require-hashes -r requirements/dev.lock
	@touch $@

$(STAMPS)/frontend: frontend/package-lock.json frontend/build.mjs $(shell find frontend/src -type f 2>/dev/null) | $(STAMPS)/run
	@bash frontend/build.sh
	@touch $@

$(STAMPS)/messages: $(SOURCES) | $(STAMPS)/run
	@kith-manage messages_compile
	@touch $@
