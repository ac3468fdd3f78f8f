# Two commands matter: `make explore` and `make test`. Both make .venv from the lock files first.
# Settings: make explore HOST=0.0.0.0 PORT=8080, make test ARGS="-k clauses", make lint PYTHON=python3.12

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
UV ?= uv
ARGS ?=
IMAGE ?= shuibao

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-is-current
TESTING := $(VENV)/.testing-is-current
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --progress-bar off \
	--require-hashes --no-build-isolation

.DEFAULT_GOAL := help
.PHONY: help env explore build test lint format bench quality dump image lock clean clean-data

help: ## list these targets · 列出全部目标
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

explore: $(RUNTIME) ## build the graph if needed and serve the explorer on HOST:PORT · 按需构建图谱并启动浏览器界面
	$(BIN)/shuibao build --if-stale
	$(BIN)/shuibao serve --host $(HOST) --port $(PORT)

test: $(TESTING) ## run every test; ARGS goes to pytest · 运行全部测试（ARGS 传给 pytest）
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: $(TESTING) ## style, types and floors · 代码风格、类型与分层检查
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(TESTING) ## put the code into its house style · 统一代码格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

build: $(RUNTIME) ## publish a new release from the shipped documents · 由随附文件构建新版本
	$(BIN)/shuibao build

dump: build-if-stale ## write the current release as N-Quads to shuibao.nq · 导出当前版本（N-Quads）
	$(BIN)/shuibao dump --format nquads -o shuibao.nq

bench: $(TESTING) ## measure building and querying at size · 性能基准测试
	$(BIN)/python tests/bench $(ARGS)

quality: $(TESTING) ## compare the answers with the reference annotations · 与人工标注比对抽取质量
	$(BIN)/python tests/quality $(ARGS)

image: ## build a container image with podman or docker · 构建容器镜像
	@engine=$$(command -v podman || command -v docker) || { \
		echo "make image needs podman or docker; install one of them and try again." >&2; exit 3; }; \
	"$$engine" build --file Containerfile --tag $(IMAGE) .

env: $(TESTING) ## make .venv with everything tests need · 建立开发环境

lock: ## renew the lock files from the .in files (needs uv) · 更新依赖锁定文件（需要 uv）
	@command -v $(UV) >/dev/null || { \
		echo "make lock needs uv; install it (pip install uv) or name it with UV=PATH." >&2; exit 3; }
	$(UV) pip compile $(LOCKING) requirements-build.in --output-file requirements-build.lock
	$(UV) pip compile $(LOCKING) requirements.in --output-file requirements.lock
	$(UV) pip compile $(LOCKING) requirements-test.in --output-file requirements-test.lock \
		--constraint requirements-build.lock --constraint requirements.lock

clean: ## remove .venv and what tools left; data/ stays · 清除环境与缓存（保留 data/）
	rm -rf $(VENV) build dist *.egg-info shuibao.nq \
		.pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find ontology graph loaders queries webapp tests -type d -name __pycache__ -prune -exec rm -rf {} +

# ---------------------------------------------------------------- made by the targets above

# One lock file serves Linux and macOS and every Python from 3.11 on, and names no host.
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: build-if-stale
build-if-stale: $(RUNTIME)
	$(BIN)/shuibao build --if-stale

# The first interpreter that is new enough; the one named by PYTHON is asked first. An environment is
# whole once it has pip, which comes last: one that was broken off is made again.
$(BIN)/pip:
	@for python in "$(PYTHON)" python3 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making $(VENV) with $$("$$python" --version) …" >&2; \
			rm -rf $(VENV); \
			"$$python" -m venv $(VENV) && exit 0; \
			echo "This Python cannot make virtual environments; install its venv module (Debian: python3-venv) and try again." >&2; \
			rm -rf $(VENV); exit 3; \
		fi; \
	done; \
	echo "Shuibao needs Python 3.11 or newer; install it, or name it: make explore PYTHON=python3.12" >&2; \
	exit 3

$(RUNTIME): requirements-build.lock requirements.lock requirements.in pyproject.toml | $(BIN)/pip
	@echo "Installing what requirements.lock names …" >&2
	$(PIP) --requirement requirements-build.lock
	$(PIP) --requirement requirements.lock
	$(BIN)/python -m pip --disable-pip-version-check install --quiet \
		--no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTING): requirements-test.lock $(RUNTIME)
	@echo "Installing what requirements-test.lock names …" >&2
	$(PIP) --requirement requirements-test.lock
	@touch $@
