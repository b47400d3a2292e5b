# Each target works where there is Python and make; bootstrap.py installs what is missing.
#   make run ARGS="debate.counterpoint"      make test ARGS="tests/models -k anchors"
PYTHON ?= python3
BIN := .venv/bin
TRANSLATIONS := resources/translations
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: run test soak flows benchmarks setup lint format formats lock messages

run:
	$(PYTHON) bootstrap.py run $(ARGS)

# All tests; those of tests/flows on virtual screens.
test:
	$(PYTHON) bootstrap.py test $(ARGS)

# The tests that take too long for every run: the heaviest documents of the hostile corpus, all of it at once.
soak:
	HYPOTHESIS_PROFILE=random $(PYTHON) bootstrap.py test -m soak $(ARGS)

# Just the tests with real keys and a real mouse, on virtual X servers with a window manager, one for each processor.
flows:
	$(PYTHON) bootstrap.py flows $(ARGS)

# Medians and ratios, printed; nothing fails by the clock.
benchmarks: setup
	set -e; for script in tests/benchmarks/bench_*.py; do PYTHONPATH=. QT_QPA_PLATFORM=offscreen $(BIN)/python $$script; done

setup:
	$(PYTHON) bootstrap.py setup

lint: setup
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy .
	$(BIN)/lint-imports

format: setup
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

# Resolves the newest releases that pyproject.toml allows; one package has one version in both files. The judges, other
# programs' readers that the tests ask, have files of their own.
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv"; exit 1; }
	$(COMPILE) --upgrade --extra dev --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --upgrade --constraints requirements-dev.lock --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --output-file requirements-judges.lock tests/judges/requirements.in
	$(PYTHON) bootstrap.py setup
	.venv-judges/bin/python tests/judges/npm.py update --package-lock-only --silent

# Writes docs/formats.md and the table in README.md from the registry of formats.
formats: setup
	PYTHONPATH=. $(BIN)/python docs/make_formats.py

# Collects what is said to people into the template that translators start from.
messages: setup
	mkdir -p $(TRANSLATIONS)
	$(BIN)/python -m babel.messages.frontend extract --no-default-keywords --keyword _ --keyword N_ \
	  --keyword ngettext:1,2 --keyword NN_:1,2 --add-comments "Translators:" --sort-output --no-location --no-wrap --omit-header \
	  --project Counterpoint --output-file $(TRANSLATIONS)/counterpoint.pot main.py models storage seeds ui
