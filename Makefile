# The commands of this project. `make help` lists them.
SHELL := /bin/sh
PY := .venv/bin/python -W ignore
PORT ?= 5005
ACTION_PORT ?= 5055
SITE_PORT ?= 8088
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help setup setup-dev setup-pdf run chat train test check lint types layers unit validate knowledge due preview nlu conversations e2e eval fix lock audit bench-norsid bench-parsers bench-latency clean demo widget rotate-key accessibility backup restore watch retention statistics bench-masking bench-attack

help: ## list the commands
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: ## make .venv with the locked packages
	@launch/setup.sh

setup-dev: ## the same with what tests need
	@launch/setup.sh dev

setup-pdf: setup ## PDF letters too; on Debian besides: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core
	@.venv/bin/python -m pip install --disable-pip-version-check --require-hashes --no-deps --quiet -r requirements-pdf.txt

run: setup ## set up, train if needed, start the bot, stop with Ctrl-C
	@$(PY) -m launch.run --port $(PORT) --action-port $(ACTION_PORT)

demo: setup ## the bot and a made-up municipal site that embeds it
	@$(PY) -m launch.demo --port $(PORT) --action-port $(ACTION_PORT) --site-port $(SITE_PORT)

widget: setup-dev ## browser tests of the chat (needs node 20 and Debian's chromium)
	@command -v npm >/dev/null && command -v chromium >/dev/null || { echo "widget: needs node and chromium: apt-get install chromium nodejs npm" >&2; exit 1; }
	@cd widget && npm ci --silent && PYTHON="$(abspath .venv/bin/python)" npm test --silent

accessibility: setup-dev ## the chat's states through axe; writes reports/accessibility.md
	@cd widget && npm ci --silent && REPORT=1 PYTHON="$(abspath .venv/bin/python)" node --test tests/accessibility.test.mjs

rotate-key: setup ## a new signing key; open talks go on
	@$(PY) -m channel.keys rotate

backup: setup ## keys, settings, knowledge and model in one archive; TO=<folder>, TALKS=1 for the talks too
	@$(PY) -m launch.backup save "$(or $(TO),backups)" $(if $(TALKS),--talks)

restore: setup ## put an archive back while the bot is stopped; FROM=<archive>
	@$(PY) -m launch.backup restore "$(FROM)" --port $(PORT)

watch: setup ## do fallbacks or emergencies jump? (exit 1 if they do)
	@$(PY) -m launch.watch

retention: setup ## delete what is older than KEEP_DAYS (21); says counts only
	@$(PY) -m channel.retention

statistics: setup ## what may be shown of a finished week: counts of at least five; PORTAL=<id> for one portal
	@$(PY) -m channel.statistics $(if $(PORTAL),--portal "$(PORTAL)")

chat: setup ## talk in the terminal
	@$(PY) -m launch.chat --port $(PORT) --action-port $(ACTION_PORT)

train: setup ## train when the sources changed
	@$(PY) -m launch.training

test: setup-dev check train nlu conversations e2e ## everything that must pass
	@echo "test: all passed"

check: setup-dev lint types layers knowledge unit validate ## lint, types, layers, knowledge, unit tests, Rasa's own validation

lint:
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types:
	@.venv/bin/mypy

layers: ## arrows between the folders point one way
	@.venv/bin/lint-imports

knowledge: setup ## check knowledge/: all faults at once, with file and field
	@$(PY) -m guidance check

due: setup ## what in knowledge/ is past or due within 60 days (exit 1 if anything is)
	@$(PY) -m guidance due

preview: setup ## every rendering of a topic as people get it; TOPIC=varsel
	@$(PY) -m guidance preview "$(TOPIC)"

unit:
	@$(PY) -m pytest -q tests/guidance tests/privacy tests/knowledge tests/actions tests/channel tests/components tests/launch tests/bot tests/docs

validate: ## rasa data validate
	@$(PY) -m launch.server data validate --fail-on-warnings 2>&1 | grep -vE 'INFO|UserWarning|DeprecationWarning|^  ' ; test $${PIPESTATUS:-0} -eq 0

nlu: train ## quality of understanding on phrases that are not in the training data
	@$(PY) -m pytest -q tests/nlu

conversations: train ## conversation tests of Rasa
	@$(PY) -m launch.server test core --stories tests/conversations --model models/veileder.tar.gz --out .run/results --fail-on-prediction-errors

e2e: train ## both servers, over HTTP, also with the action server dead
	@$(PY) -m pytest -q tests/e2e

eval: setup-dev train ## measure on all held-out sets through the running bot; writes reports/
	@$(PY) -m benchmarks.evaluation

bench-parsers: setup-dev ## amounts and dates on held-out expressions
	@$(PY) -m benchmarks.parsers

bench-norsid: setup-dev ## public dialect benchmark; DATA=<folder with norsid_dev.conll and norsid_test.conll>
	@$(PY) -m benchmarks.norsid "$(DATA)"

bench-masking: setup-dev ## what is masked of made messages, and what is left alone; writes reports/masking.md
	@$(PY) -m benchmarks.masking

bench-attack: setup-dev train ## a bystander's reply time while others attack, as a ratio to idle; writes reports/attacks.md
	@$(PY) -m benchmarks.attacks

bench-latency: setup-dev train ## reply and training times against two rivals, in one run
	@$(PY) -m benchmarks.latency

fix: setup-dev ## rewrite what ruff can
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

lock: ## make the lock files anew from requirements*.in (needs uv)
	@uv pip compile requirements.in --override overrides.txt --generate-hashes --python-version 3.10 --no-header -q -o requirements.txt
	@uv pip compile requirements-dev.in requirements.in --override overrides.txt --generate-hashes --python-version 3.10 --no-header -q -o requirements-dev.txt
	@uv pip compile requirements-pdf.in --override overrides.txt --generate-hashes --python-version 3.10 --no-header -q -o requirements-pdf.txt

audit: setup-dev ## known vulnerabilities of the locked packages (asks the package index)
	@.venv/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.txt

clean: ## remove models, caches and the environment
	@rm -rf .venv .rasa .run models conversations.db* .pytest_cache .mypy_cache .ruff_cache
