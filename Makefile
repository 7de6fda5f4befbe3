# Two commands: `make run` and `make test`. The rest is for those who work on the code.
# What make does badly stands in tools/, in plain Python.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT PYTHON
VENV := .venv/bin
# Any Python will do to begin with: tools/environment.py looks for one that is new enough.
START := $(or $(PYTHON),$(shell command -v python3 || command -v python))

.PHONY: run dev setup test lint format check messages lock docs-screenshots bench clean help python base-environment dev-environment

run: python  ## serve the site at 127.0.0.1:8000 (PORT=8001 for another port)
	@"$(START)" tools/port.py
	@"$(START)" tools/environment.py base
	@$(VENV)/python tools/serve.py

dev: python  ## the same with reload and the debug toolbar
	@"$(START)" tools/port.py
	@"$(START)" tools/environment.py dev
	@$(VENV)/python tools/serve.py --dev

setup: dev-environment  ## only build the environment in .venv

test: dev-environment  ## run all tests (ARGS="tests/cms -k health" for some)
	@$(VENV)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: dev-environment  ## style, layers, templates, translations, missing migrations
	@$(VENV)/python tools/lint.py

check: lint test  ## lint and test

format: dev-environment  ## put code and templates into shape
	@$(VENV)/ruff check --fix --quiet . ; $(VENV)/ruff format --quiet . ; $(VENV)/djhtml --tabwidth 2 $$(git ls-files '*.html' | grep '/\?templates/')

messages: dev-environment  ## gather texts into locale/*.po and compile them (needs gettext)
	@$(VENV)/python tools/check_translations.py --write

lock: dev-environment  ## lock requirements/*.in with hashes
	@for name in base production dev; do $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" requirements/$$name.in -o requirements/$$name.txt || exit 1; done

docs-screenshots: dev-environment  ## make docs/screenshots/ anew (needs Chromium)
	@$(VENV)/python tools/screenshots.py

bench: dev-environment  ## measurements (tests/bench)
	@$(VENV)/python -m pytest tests/bench -q -s --override-ini python_files="bench_*.py test_*.py" || [ $$? -eq 5 ]

clean:  ## delete the environment and caches; your data in var/ stays
	@rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

help:
	@echo "make run     the site at http://127.0.0.1:8000/" && echo "make test    all tests" && echo
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 20

base-environment dev-environment: python
	@"$(START)" tools/environment.py $(patsubst %-environment,%,$@)

python:
	@test -n "$(START)" || { echo "ERROR: Python 3.11 or newer is needed, and no python3 was found." >&2; exit 1; }
