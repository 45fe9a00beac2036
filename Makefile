# make run     set up what is missing and open the window (with no display: do the same job headless)
# make test    set up what is missing, run the checks and the whole test suite offscreen
# make check   the checks alone: style, types, layers
# make bench   measure on pictures with ground truth, then the window: make bench [BENCH=DIR] [OUT=DIR] [CASES=100000]
# make walk    walk the main path on a display of its own, light and dark, a picture of each step: make walk [OUT=DIR]
# make soak    do harm to evidence stores, then inspect and save for SECONDS: make soak [SECONDS=600]
# make clean   remove what these made, but not your evidence

VENV ?= .venv
OUT ?= out
SECONDS ?= 600
CASES ?= 100000
BIN := $(VENV)/bin
PREPARE := packaging/prepare

.PHONY: run test check bench walk soak clean help

run:
	@PYTHON="$(PYTHON)" $(PREPARE) run --venv "$(VENV)"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		"$(BIN)/witnessmark" gui --sample; \
	else \
		echo "There is no display, so the same job is done here without the window."; \
		"$(BIN)/witnessmark" sample --out "$(OUT)/sample"; \
	fi

test: ready check
	QT_QPA_PLATFORM=offscreen "$(BIN)/pytest" -q

check: ready
	"$(BIN)/ruff" check .
	"$(BIN)/ruff" format --check .
	"$(BIN)/mypy"
	"$(BIN)/lint-imports"

bench:
	@PYTHON="$(PYTHON)" $(PREPARE) bench --venv "$(VENV)"
	"$(BIN)/witnessmark" bench screens $(if $(BENCH),"$(BENCH)") --out "$(OUT)/bench"
	QT_QPA_PLATFORM=offscreen "$(BIN)/python" -m witnessmark_gui.bench --cases $(CASES)

walk: ready
	for theme in light dark; do \
		xvfb-run -a -s '-screen 0 1600x1000x24' "$(BIN)/python" packaging/walk_window.py "$(OUT)/walk-$$theme" $$theme || exit 1; \
	done

soak:
	@PYTHON="$(PYTHON)" $(PREPARE) bench --venv "$(VENV)"
	"$(BIN)/witnessmark" bench faults
	"$(BIN)/witnessmark" bench soak --seconds $(SECONDS)

clean:
	rm -rf "$(VENV)" "$(OUT)" build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find core gui resources tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@sed -n 's/^# //p' Makefile

.PHONY: ready
ready:
	@PYTHON="$(PYTHON)" $(PREPARE) test --venv "$(VENV)"
