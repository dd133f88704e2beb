# Everything a person types. `make serve` and `make test` are enough; the rest is what they are made of.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUTSIDE := .outside
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# Else each of the hundreds of Pythons that tests start would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

PIN := $(PYTHON) -m piptools compile --quiet --generate-hashes --no-header --strip-extras --allow-unsafe \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
PART := $(PIN) --constraint requirements-dev.txt
# What an office installs lies where `redaksi init` takes it from; the workflows here install the same.
OFFICE := workflow/scaffold/files

.PHONY: help setup serve check site quick test lint types unit coverage mutation bench outside screens pictures catalogue copies schema lock dist notes clean

help: ## what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

setup: $(VENV)/.installed ## .venv with the command `redaksi` in it

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Redaksi needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

serve: setup check ## check, build and serve the site at http://127.0.0.1:8000/
	$(BIN)/mkdocs serve

check: setup ## judge every request, article and configuration file
	$(BIN)/redaksi check

site: setup check ## build the public site into site/
	$(BIN)/mkdocs build --strict

quick: setup lint types ## what a change most likely breaks, in a minute: all tests that start no other program
	$(BIN)/python -m pytest --numprocesses $$(getconf _NPROCESSORS_ONLN) --dist loadgroup --no-loadscope-reorder -m "not thorough" --durations 3 \
	  $$($(BIN)/python -m tests.support.quick)

test: setup lint types unit ## everything that must pass before a change is taken

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/redaksi codeowners --check
	$(BIN)/python -m docs.own_copies --check
	$(BIN)/actionlint
	$(BIN)/zizmor --offline --no-progress --persona=auditor .github

types: setup
	$(BIN)/mypy

unit: setup
	tests/browser.sh
	tests/sshd.sh
	$(BIN)/python -m pytest --numprocesses $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --dist loadgroup --no-loadscope-reorder \
	  $(if $(MEASURE),--cov) # one more than processors: some wait for others

coverage: ## the unit tests, and how many branches they take: never fewer than the floor in pyproject.toml
	$(MAKE) unit MEASURE=yes

mutation: setup $(VENV)/.mutation ## break rules, calendar and SOP on purpose and see whether a test notices (hours)
	$(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut results

$(VENV)/.mutation: $(VENV)/.installed requirements-mutation.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-mutation.txt
	@touch $@

bench: setup ## speed and memory, beside peers, in one run
	$(BIN)/python -m bench

outside: setup $(OUTSIDE)/.installed ## judge what the program makes by validators that others wrote, once per release (outside/README.md)
	$(BIN)/python -m outside $(ONLY)

$(OUTSIDE)/.installed: outside/requirements.txt outside/package-lock.json
	outside/system.sh
	rm -rf $(OUTSIDE)
	$(PYTHON) -m venv $(OUTSIDE)/venv
	$(OUTSIDE)/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement outside/requirements.txt
	mkdir $(OUTSIDE)/node
	cp outside/package.json outside/package-lock.json $(OUTSIDE)/node
	npm ci --prefix $(OUTSIDE)/node --ignore-scripts --no-audit --no-fund --silent
	@touch $@

screens: setup ## photograph every kind of page and show what differs from the kept pictures; ACCEPT=yes keeps the new ones
	outside/system.sh fonts
	$(BIN)/python -m outside.screens $(if $(ACCEPT),--accept) $(ONLY)

pictures: setup ## photograph the sample office's site for the README
	tests/browser.sh
	$(BIN)/python -m docs.pictures

catalogue: setup ## gather the texts of the code into the catalogue and compile it
	$(BIN)/python -m workflow.i18n.extract

copies: setup ## write what this repository shares with every office anew: workflows, snippets, editor settings
	$(BIN)/python -m docs.own_copies

schema: setup ## write the JSON Schemas anew
	$(BIN)/redaksi schema --write

lock: setup ## pin the allowed versions with their hashes: one set of all, and parts of it (needs pip-tools)
	$(PIN) --all-extras --output-file requirements-dev.txt pyproject.toml
	$(PART) --extra site --extra mail --extra papers --extra calendar --output-file $(OFFICE)/requirements.txt pyproject.toml
	$(PART) --extra site --output-file $(OFFICE)/.github/requirements/site.txt pyproject.toml
	$(PART) --extra mail --output-file $(OFFICE)/.github/requirements/mail.txt pyproject.toml
	$(PART) --extra mail --extra papers --output-file $(OFFICE)/.github/requirements/papers.txt pyproject.toml
	$(PART) --extra import --output-file requirements-import.txt pyproject.toml
	$(PART) --output-file $(OFFICE)/.github/requirements/check.txt pyproject.toml
	$(PART) --output-file requirements-mutation.txt requirements-mutation.in
	$(PIN) --output-file outside/requirements.txt outside/requirements.in

dist: setup ## source archive and wheel in dist/, of the version that the tag says, the same bytes on every computer
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --no-isolation

notes: ## what CHANGELOG.md says of the program's version: the notes of its release
	@$(PYTHON) -m docs.changelog

clean: ## remove what can be made again
	rm -rf $(VENV) $(OUTSIDE) site dist mutants .coverage .pytest_cache .mypy_cache .ruff_cache
