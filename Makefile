# Everything a person or the continuous integration does with this project. `make help` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
ENV := .venv/.installed
TOOLS := .tools/.installed
COURSE ?=
BASE ?= HEAD
LAB ?=
FIX ?=

# Nothing in a build may depend on where or as whom it runs.
export LC_ALL := C.UTF-8
export TZ := UTC
export PYTHONHASHSEED := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help env tools book html pdf epub packs release data faults mutate replicate bench bench-long lock changes lab notebooks lint test test-slow walk serve clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: $(ENV) ## Make the environment in .venv from requirements.lock
$(ENV): requirements.lock pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python"; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock # all is named there
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src # which pip does not do for what stays where it is
	$(BIN)/python -m press.prepared # what every build needs, whatever is in the book
	$(BIN)/python -m pip check
	@touch $@

tools: $(TOOLS) ## Make the environment of the tools that check the tree, in .tools from tools/requirements.lock
$(TOOLS): tools/requirements.lock
	"$(PYTHON)" -m venv --clear .tools
	.tools/bin/python -m pip install --quiet --require-hashes -r tools/requirements.lock
	@touch $@

book: $(ENV) ## Build everything: data check, web book, PDF, EPUB, data archive; says where they are
	$(BIN)/python -m helpers.validate
	$(BIN)/python -m press.publish html pdf epub archives

html: $(ENV) ## Build the web book in _build/html
	$(BIN)/python -m press.publish html

pdf: $(ENV) ## Build the PDF in _build/pdf (COURSE=courses/x.yml builds a course pack beside it)
	PRESS_COURSES="$(COURSE)" $(BIN)/python -m press.publish pdf

epub: $(ENV) ## Build the EPUB in _build/epub
	$(BIN)/python -m press.publish epub

packs: $(ENV) ## Build every course pack of courses/ beside the PDF
	PRESS_COURSES="$$(ls courses/*.yml | paste -sd : -)" $(BIN)/python -m press.publish pdf

release: $(ENV) $(TOOLS) ## Build everything with the packs and gather it in _build/release, with components and checksums
	$(BIN)/python -m helpers.validate
	PRESS_COURSES="$$(ls courses/*.yml | paste -sd : -)" $(BIN)/python -m press.publish html pdf epub archives
	.tools/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible \
	  --output-file _build/nato-un-components.cdx.json
	$(BIN)/python -m press.release _build/release _build/nato-un-components.cdx.json

data: $(ENV) ## Check the data package (FIX=1 rewrites it in canonical form; SOURCES_DIR=… looks up the evidence)
	$(BIN)/python -m helpers.validate $(if $(FIX),--fix)

replicate: $(ENV) ## Derive the tables by pair and year, channel and year, in _build/replicate
	$(BIN)/python -m helpers.replicate

bench: $(ENV) ## Measure loading, checks, builds and pages; compare with other tools; writes the snapshots in bench/ (half an hour and more; leave the machine alone)
	$(BIN)/python -m bench
	$(BIN)/python -m press.publish html pdf
	$(BIN)/python -m bench.print
	$(BIN)/python -m bench.compare

bench-long: $(ENV) ## Compare all tools at 5, 20 and 100 chapters, and build 500 with ours (hours)
	$(BIN)/python -m bench.compare --long --out _build/bench/comparison-long.json

serve: $(ENV) ## Show the web book on http://localhost:8000, build it again when a file is saved, and reload the page
	$(BIN)/python -m press.serve 8000

changes: $(ENV) ## Say which rows, figures and numbers differ from the commit BASE (BASE=main; default: the last one)
	@$(BIN)/python -m helpers.changes "$(BASE)"
	@echo
	@$(BIN)/python -m press.changes "$(BASE)" --preload helpers

lab: $(ENV) ## Open the chapters as notebooks in JupyterLab; nothing is asked of another host
	JUPYTER_CONFIG_PATH="$(CURDIR)/lab" $(BIN)/jupyter lab $(LAB) index.md

notebooks: html ## Gather the notebooks and what they need in _build/notebooks, the content of a branch
	$(BIN)/python -m press.notebooks

lint: $(ENV) ## Check style, types and which package imports which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(ENV) lint ## Check everything that is quick: style, types, data, code, and the built book
	$(BIN)/python -m helpers.validate
	$(BIN)/python -m press.publish html pdf epub archives
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

test-slow: $(ENV) $(TOOLS) ## Check the rest: clean builds, browsers, course packs, evidence where SOURCES_DIR is set
	PRESS_COURSES="$$(ls courses/*.yml | paste -sd : -)" $(BIN)/python -m press.publish html pdf epub archives
	$(BIN)/python -m pytest -n auto --dist worksteal -m slow

walk: $(ENV) ## Follow the page on extending the book in a clean clone, word by word (minutes; needs the network)
	WALK=full $(BIN)/python -m pytest -m slow -k clean_clone tests/book/test_walks.py

faults: $(ENV) ## Try every fault and hostile text on a small book, and write what came of it to bench/faults.json (minutes)
	$(BIN)/python -m pytest tests/faults -n auto --dist worksteal --record-faults bench/faults.json

mutate: $(ENV) ## Break ten things in copies, see that tests notice, and write bench/mutations.json (minutes)
	$(BIN)/python -m bench.mutate

lock: ## Compile the locks anew from pyproject.toml and tools/requirements.in (maintainers; needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --extra book --extra lab --extra test --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header \
	  --extra book --constraint requirements.lock pyproject.toml -o requirements.txt
	echo "-e ." >> requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  tools/requirements.in -o tools/requirements.lock

clean: ## Remove what was built, but not the environment
	rm -rf _build
