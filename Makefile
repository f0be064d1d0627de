# Headwater: all that there is to type. `make help` lists it.
PYTHON ?= python3
STORY  ?= ardel-wells
TASK   ?=

VENV    := .venv
RUN     := $(VENV)/bin/python
MADE    := $(VENV)/.made
EXTRAS  := encoders,parquet,ru,test,check,eval
REPORTS := examples/$(STORY)/reports
CASE    := out/$(STORY).case
# the pins hold for the package, its extras and the isolated build alike (older and newer pip read one each)
PINS    := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1

.DEFAULT_GOAL := help
.PHONY: help env demo test check eval bench cli-docs

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

env: $(MADE) ## make or renew the environment in .venv
	@echo "The environment in $(VENV) is ready."

$(MADE): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Headwater needs Python 3.11 or newer; say where it is: make $(or $(MAKECMDGOALS),env) PYTHON=/path/to/python3"; exit 1; }
	@$(RUN) -m pip --version >/dev/null 2>&1 || { echo "Making the environment in $(VENV) ..."; $(PYTHON) -m venv --clear $(VENV); } || { echo "Python's venv package is missing; on Debian: apt install python3-venv"; exit 1; }
	@echo "Installing Headwater and what it needs, in the versions of constraints.txt ..."
	@$(PINS) $(RUN) -m pip install --quiet --upgrade pip || true
	@$(PINS) $(RUN) -m pip install --quiet --editable '.[$(EXTRAS)]' || { echo "The installation failed; the lines above say why."; exit 1; }
	@touch $@

demo: $(MADE) ## trace the bundled example and say where its dossier lies
	@mkdir -p out
	@$(VENV)/bin/headwater trace $(REPORTS) -o $(CASE) || test $$? -eq 1
	@echo "The dossier: $(CURDIR)/$(CASE)/dossier.html (open it in a browser; the same as data: dossier.json beside it)"

test: $(MADE) ## run the tests
	@$(RUN) -m pytest

check: $(MADE) ## lint, types, tests
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(RUN) -m pytest

eval: $(MADE) ## measure on the gold sets against the floors (QUICK=1: a sample; TASK="polnear gva": only these)
	@$(RUN) -m eval $(if $(QUICK),--quick) $(TASK)

bench: $(MADE) ## measure how fast it is; results go to bench/results
	@$(RUN) -m bench
	@$(RUN) -m bench.times
	@$(RUN) -m bench.layers

cli-docs: $(MADE) ## write docs/cli.md anew from the commands themselves
	@$(RUN) -m tests.cli_reference > docs/cli.md
