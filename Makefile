# make            set up, build the graph from seeds/, say where it is   安装并由 seeds/ 建图
# make test       every test, with all that they need                    运行全部测试
# make lint       style, types, order of imports                         风格、类型与依赖方向检查
# make evaluate   precision and recall of the seed against its gold      对照人工标注打分
# make floor      raise the floors of tests/gold/floor.json to what is measured   把得分下限提到现有水平
# make scorecard     every measure on public data, into docs/scorecard.md  公开数据上的全部度量
# make test-long     that nothing hangs, over many more cases             更长的“不会卡死”测试
# make bench-rules   what twice as many rules cost                       规则翻倍的代价
# make shapes     the SHACL shapes, anew from the ontology               由本体重新生成 SHACL 形状
# make ontology-page docs/ontology.html, anew from the ontology            由本体重新生成说明页
# make bench-stores  queries on disk and in memory, into docs/stores.md    磁盘与内存中的查询
# make bench-views   the page beside pyvis, in a browser, into docs/explorer.md   与 pyvis 比较页面
# make pictures   screenshots of the page, into docs/images            页面截图
# make bundle     sigma, CodeMirror and Oxigraph for the pages, anew from npm (needs node)   重新打包网页所用的库
# make constraints   renew the pinned versions                           更新锁定的版本
# make clean      remove what can be made again                          清理可再生成的文件

VENV ?= .venv
OUTPUT ?= output
RUN := $(VENV)/bin
SOURCES := kg tests benchmarks

.PHONY: all install dev browser stores test test-long lint evaluate check-floor floor scorecard bench-rules bench-stores bench-views pictures shapes ontology-page bundle constraints clean

all: install
	@$(RUN)/kg build -o $(OUTPUT)

install: $(VENV)/.installed
dev: $(VENV)/.installed-dev

# A fitting interpreter is one that runs (a version manager leaves names that do not) and is 3.11 to 3.13.
# Debian ships venv without ensurepip; root gets the missing package installed, others get the command.
$(VENV)/bin/pip:
	@python=; \
	for name in $(PYTHON) python3 python3.11 python3.12 python3.13; do \
	  if $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1; then \
	    python=$$name; break; \
	  fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "需要 Python 3.11–3.13，请先安装（Debian：apt-get install python3 python3-venv）。" \
	       "Python 3.11 to 3.13 is needed; or: make PYTHON=/path/to/python" >&2; exit 2; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  package=$$($$python -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -q && apt-get install -y -q --no-install-recommends $$package; \
	  else \
	    echo "缺少 venv 模块，请运行：sudo apt-get install $$package（install it, then run make again）" >&2; exit 2; \
	  fi; \
	fi; \
	$$python -m venv --clear $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(RUN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed

# The page is tested in a real browser with a Chinese font; without one these tests say aloud that they are skipped.
browser:
	@if ! command -v chromium >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk; \
	  else \
	    echo "没有 chromium，浏览器测试将跳过（sudo apt-get install chromium fonts-noto-cjk）。" \
	         "No chromium: the browser tests will be skipped." >&2; \
	  fi; \
	fi

# The graph is asked on real servers of others; where one is missing, these tests say aloud that they are skipped.
stores:
	@if ! command -v virtuoso-t >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive \
	      apt-get install -y -q --no-install-recommends virtuoso-opensource-7 || \
	      echo "装不上 Virtuoso，有关测试将跳过。No Virtuoso: its tests will be skipped." >&2; \
	  else \
	    echo "没有 Virtuoso，有关测试将跳过（sudo apt-get install virtuoso-opensource-7）。" \
	         "No Virtuoso: its tests will be skipped." >&2; \
	  fi; \
	fi
	@if ! [ -f /usr/share/java/jena-cmds.jar ] || ! command -v java >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive \
	      apt-get install -y -q --no-install-recommends libapache-jena-java default-jre-headless || \
	      echo "装不上 Jena，有关测试将跳过。No Apache Jena: its tests will be skipped." >&2; \
	  else \
	    echo "没有 Jena，有关测试将跳过（sudo apt-get install libapache-jena-java default-jre-headless）。" \
	         "No Apache Jena: its tests will be skipped." >&2; \
	  fi; \
	fi

test: dev browser stores
	$(RUN)/python -m pytest

test-long: dev
	KG_LONG_TESTS=1 $(RUN)/python -m pytest tests/rules/test_never_hangs.py

lint: dev
	$(RUN)/ruff check $(SOURCES)
	$(RUN)/ruff format --check $(SOURCES)
	$(RUN)/mypy
	$(RUN)/lint-imports

evaluate: install
	$(RUN)/kg evaluate tests/gold/s01.json --posts seeds/2022-05-16-NW202205162379678288.md --errors

check-floor: install
	$(RUN)/python benchmarks/gold_floor.py

floor: install
	$(RUN)/python benchmarks/gold_floor.py --raise

scorecard: dev
	$(RUN)/python benchmarks/scorecard.py

bench-rules: install
	$(RUN)/python benchmarks/rules_doubling.py

shapes: install
	$(RUN)/python benchmarks/shapes.py

ontology-page: install
	$(RUN)/python benchmarks/ontology_page.py

bench-stores: install
	$(RUN)/python benchmarks/stores.py --page docs/stores.md

bench-views: dev browser
	$(RUN)/python benchmarks/views.py --page docs/explorer.md

pictures: dev browser
	$(RUN)/python benchmarks/pictures.py

bundle:
	@folder=$$(mktemp -d) && cp kg/view/templates/lib/package.json kg/view/templates/lib/*-entry.js $$folder && \
	(cd $$folder && npm install --silent --no-package-lock && npm run --silent bundle) && \
	cd $$folder && cp sigma.js codemirror.js fflate.js oxigraph.js oxigraph.wasm.gz $(CURDIR)/kg/view/templates/lib/; rm -rf $$folder

constraints:
	@folder=$$(mktemp -d) && $(RUN)/python -m venv $$folder/venv && \
	$$folder/venv/bin/pip install --quiet --disable-pip-version-check -e '.[dev]' && \
	{ sed -n '/^#/p' constraints.txt; $$folder/venv/bin/pip freeze --exclude-editable; } > $$folder/new && \
	mv $$folder/new constraints.txt; rm -rf $$folder

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name README.md -exec rm -rf {} +
