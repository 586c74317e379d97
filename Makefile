# Two commands do all the set-up: `make run` and `make test`.  Needs: Python 3.11 or later, make, git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  ?= .kg
PORT   ?= 8000
# What the shipped graph is made of: when one of these is newer than the store, it is built anew.
INPUTS := $(shell find data ontology kg -type f -not -path '*/__pycache__/*' -not -path 'kg/api/*' -not -path 'kg/cli/*')

.PHONY: run test check build fmt screenshots soak clients browser clean

run: $(STORE)/current  ## install, build the graph from data/, serve explorer, SPARQL and API
	$(BIN)/kg serve --store $(STORE) --port $(PORT)

build: $(VENV)/.run  ## build the graph from data/ whether or not it is up to date
	$(BIN)/kg build --store $(STORE)

$(STORE)/current: $(INPUTS) | $(VENV)/.run
	$(BIN)/kg build --store $(STORE)
	@touch $(STORE)/current

$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "parkgraph needs Python 3.11 or later; say which with: make PYTHON=python3.12 run"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,dev]'
	@touch $@

test: $(VENV)/.dev browser  ## every test; those that need what this machine cannot have are skipped, saying so
	$(BIN)/pytest -m "not soak"

soak: $(VENV)/.dev browser  ## the long runs: the same tests with bigger counts, and all real texts
	$(BIN)/pytest -m soak

clients: $(VENV)/.dev  ## the endpoint asked by Comunica, two other npm packages and curl; needs node, npm and curl
	$(BIN)/python -m tests.clients.run

# Debian's Chromium and a Chinese font for the browser tests, installed when missing and possible.
browser:
	@if command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "installing chromium and fonts-noto-cjk for the browser tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null || \
	  echo "could not install chromium and fonts-noto-cjk: the browser tests will be skipped"; \
	else echo "no chromium or no Chinese font, and no right to install them: the browser tests will be skipped"; fi

check: $(VENV)/.dev  ## lint, format, types, import floors, the ontology
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/kg ontology check

fmt: $(VENV)/.dev  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(STORE)/current $(VENV)/.dev browser  ## remake the pictures of the docs from the running explorer
	$(BIN)/python tools/screenshots.py --store $(STORE)

clean:  ## remove what was built; documents and sources stay
	rm -rf $(STORE) dist
