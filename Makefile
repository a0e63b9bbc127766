# Everything a person needs is `make demo` and `make test`; both set up what is missing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PINS := packaging/requirements
WORDS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast test-long test-packages deb bench i18n lint format types layers pins clean system system-test

help:
	@echo "make demo     a private homeserver, an inbox, and Latchkey connected to them"
	@echo "make test     lint, types, layers and all tests"
	@echo "make test-fast  unit and ui tests alone, without servers and without lint"
	@echo "make test-long  what takes long: property tests with 20 times as many examples, and"
	@echo "                the tests marked long, which no other target runs"
	@echo "make bench    speed, as ratios to a bare window; writes build/bench.json"
	@echo "make lint     ruff, mypy and the layers"
	@echo "make deb      the Debian package, in build/deb/"
	@echo "make test-packages  install, use and purge it on a bare Debian (as root)"
	@echo "make i18n     bring the translation files up to date"
	@echo "make format   sort imports and format"
	@echo "make pins     pin the dependencies anew"

system:
	@packaging/system/check.sh

system-test:
	@packaging/system/check.sh debian.txt test.txt

$(READY): $(PINS)/dev.txt $(PINS)/sydent.txt pyproject.toml | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
		-r $(PINS)/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
		-r $(PINS)/sydent.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The installation above has made them already; this is for a .ts file that has changed since.
$(WORDS): %.qm: %.ts | $(READY)
	$(BIN)/pyside6-lrelease -silent $< -qm $@

demo: system $(READY) $(WORDS)
	$(BIN)/python -m tests.rig.demo

PARALLEL = -n auto --maxprocesses 4 --dist worksteal

test: system-test lint $(WORDS)
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report= tests/unit tests/ui
	$(BIN)/coverage report --include='app/core/*' --fail-under=100
	$(BIN)/coverage report --omit='app/core/*' --fail-under=90
	$(BIN)/python -m pytest $(PARALLEL) tests/integration

test-fast: system $(READY) $(WORDS)
	$(BIN)/python -m pytest $(PARALLEL) tests/unit tests/ui

test-long: system-test $(READY) $(WORDS)
	$(BIN)/python -m pytest $(PARALLEL) -m 'long or hypothesis' --hypothesis-profile=long

deb:
	@packaging/system/check.sh debian.txt package.txt
	packaging/debian/build.sh

test-packages: deb $(READY) $(WORDS)
	$(BIN)/python -m pytest tests/packages

bench: system $(READY) $(WORDS)
	$(BIN)/python -m tests.rig.bench

i18n: $(READY)
	$(BIN)/python -m tests.rig.words

lint: $(READY)
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/ruff format --quiet .

# Needs uv; writes names, versions and hashes, and no address.
COMPILE = uv pip compile ../../pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet -c constraints.in
pins:
	cd $(PINS) && $(COMPILE) -o app.txt
	cd $(PINS) && $(COMPILE) --group ../../pyproject.toml:dev -c app.txt -o dev.txt
	cd $(PINS) && $(COMPILE) --group ../../pyproject.toml:bundle -c app.txt -c dev.txt -o bundle.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .coverage
	rm -f $(WORDS)
