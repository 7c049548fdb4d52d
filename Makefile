# The commands a person types; `make` alone lists them.

CARGO ?= cargo
XTASK = $(CARGO) run --quiet --package xtask
SCRIPT ?=
FUZZ_SECONDS ?= 600
SHFMT ?= v3.14.1
PEER ?= 5.8.1
HARDEN ?= 4.3.2
DENY ?= 0.20.2
LLVM_COV ?= 0.9.1
MDBOOK ?= 0.5.4
CARGO_FUZZ ?= 0.13.2
DENY_CHECKS ?=
# Fewer manual pages than this fail `make test`.
CARO_MIN_PAGES ?= 0

.PHONY: help setup setup-rust setup-dev build demo test e2e e2e-vscode e2e-nvim e2e-editors e2e-jetbrains dist test-install test-deb bench answers gen fuzz clean offline platforms scorecard bench-gate book deny coverage cross

help:
	@echo 'make setup            check that everything needed is here; fetch cmake and libclang from PyPI where they are missing'
	@echo 'make setup-dev        fetch what tests and benchmarks compare with: manual pages, shfmt, bash-language-server, zsh and fish'
	@echo 'make build            build the release binary, target/release/caro-lsp'
	@echo 'make demo             show a script as an editor would; SCRIPT=path for your own'
	@echo 'make test             everything that needs no editor'
	@echo 'make e2e              everything in real editors: e2e-vscode, e2e-nvim, e2e-editors, e2e-jetbrains'
	@echo 'make dist             everything of a release for this machine, in target/dist: archive, packages, plugins, checksums'
	@echo 'make test-install     the installer against a server that misbehaves; a part of make test'
	@echo 'make test-deb         the Debian package in a clean Debian; after make dist, as root, with mmdebstrap'
	@echo 'make bench            measure, also beside other programs, and write docs/benchmarks.md; let nothing else run'
	@echo 'make answers          ask the generator our requests and grade it; writes docs/answers.md; needs the judge and root'
	@echo 'make offline          show that nothing is sent and nothing started: a session and all commands, without a network, watched by strace'
	@echo 'make platforms        a session where machines are odd: little memory, no home, a full disk, another user, other locales'
	@echo 'make cross            build for Linux on ARM64 and for Windows, without llama.cpp; needs their compilers (gcc-aarch64-linux-gnu, mingw-w64)'
	@echo 'make bench-gate       count instructions here and in BASE (the commit before); fail where something grew by more than 3 %'
	@echo 'make scorecard        write docs/scorecard.md, the figures of a release; after make bench and make answers'
	@echo 'make coverage         which lines of core the tests reach, in target/coverage; fail below 90 %'
	@echo 'make deny             licences, sources, doubled versions and known vulnerabilities of what we depend on'
	@echo 'make book             docs/ as a book, in target/book, with its links checked'
	@echo 'make gen              write the generated files'
	@echo 'make fuzz             look for bytes that break us, FUZZ_SECONDS (600) for each of TARGETS (all); needs nightly Rust'
	@echo 'make clean            delete what was built'

# llama.cpp is built with cmake, and its bindings with libclang. Where the system has them not, `make setup` takes the
# wheels from PyPI. That libclang lacks the compiler's own headers, so gcc's are named.
TOOLS ?= $(HOME)/.cache/caro-dev
PEERS = $(TOOLS)/peers/cargo
SYSTEM_LIBCLANG := $(firstword $(wildcard /usr/lib/llvm*/lib/libclang.so* /usr/lib/llvm*/lib/libclang-[0-9]*.so* \
  /usr/lib/*/libclang.so* /usr/lib/*/libclang-[0-9]*.so* /usr/lib64/libclang.so* /usr/lib/libclang.so* \
  /Library/Developer/CommandLineTools/usr/lib/libclang.dylib \
  /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/libclang.dylib \
  /opt/homebrew/opt/llvm/lib/libclang.dylib))
WHEELS :=
ifeq ($(SYSTEM_LIBCLANG)$(LIBCLANG_PATH),)
WHEELS += libclang
export LIBCLANG_PATH := $(TOOLS)/libclang/clang/native
export BINDGEN_EXTRA_CLANG_ARGS ?= -I$(dir $(shell cc -print-file-name=include/stddef.h))
endif
ifeq ($(shell command -v cmake),)
WHEELS += cmake
export PATH := $(TOOLS)/cmake/cmake/data/bin:$(PATH)
endif

# For bytes that do not depend on where and when they are built. It changes how all is compiled, and so has a folder of its own:
# target/reproducible/release/caro-lsp.
ifdef REPRODUCIBLE
CARGO_HOME ?= $(HOME)/.cargo
export CARGO_TARGET_DIR := $(CURDIR)/target/reproducible
export RUSTFLAGS := --remap-path-prefix=$(CURDIR)=/caro --remap-path-prefix=$(CARGO_HOME)=/cargo
export CFLAGS := -ffile-prefix-map=$(CURDIR)=/caro -ffile-prefix-map=$(CARGO_HOME)=/cargo
export CXXFLAGS := $(CFLAGS)
# The allocator writes down when it was compiled.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
endif

setup-rust:
	@command -v $(CARGO) >/dev/null 2>&1 || { \
	  echo 'Rust is missing: install it as https://www.rust-lang.org/tools/install says, then run this again.' >&2; exit 1; }
	@command -v cc >/dev/null 2>&1 || { \
	  echo 'A C linker is missing: install build-essential (Debian, Ubuntu) or run xcode-select --install (macOS).' >&2; exit 1; }

setup: setup-rust
	@command -v c++ >/dev/null 2>&1 || { \
	  echo 'A C++ compiler is missing: install build-essential (Debian, Ubuntu) or run xcode-select --install (macOS).' >&2; exit 1; }
	@for wheel in $(WHEELS); do [ -d "$(TOOLS)/$$wheel" ] || \
	  python3 -m pip install --quiet --target "$(TOOLS)/$$wheel" "$$wheel" || { \
	  echo "$$wheel is missing, and pip could not install it: install the package cmake or libclang-dev." >&2; exit 1; }; done

# Pages go into ~/.cache/caro-dev, shfmt to Go's own place. Where one cannot be had, less is compared.
setup-dev: setup
	@xtask/pages.sh
	@command -v shfmt >/dev/null 2>&1 || [ -x "$$HOME/go/bin/shfmt" ] || go install mvdan.cc/sh/v3/cmd/shfmt@$(SHFMT) || \
	  echo 'shfmt could not be installed (it needs Go): the model is not compared with it'
	@for shell in zsh fish; do \
	  command -v $$shell >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && { apt-get install --yes --no-install-recommends $$shell || \
	    { apt-get update && apt-get install --yes --no-install-recommends $$shell; }; }; } >/dev/null 2>&1 || \
	  echo "$$shell is missing, and only root with apt can install it from here: its key (shell-init) is NOT tested"; done
	@[ -x "$$HOME/.cache/caro-dev/peers/node_modules/.bin/bash-language-server" ] || \
	  npm install --silent --prefix "$$HOME/.cache/caro-dev/peers" bash-language-server@$(PEER) >/dev/null || \
	  echo 'bash-language-server could not be installed (it needs npm): nothing is measured beside it'
	@command -v shellharden >/dev/null 2>&1 || [ -x "$$HOME/.cache/caro-dev/peers/cargo/bin/shellharden" ] || \
	  $(CARGO) install --quiet --locked --root "$$HOME/.cache/caro-dev/peers/cargo" shellharden@$(HARDEN) || \
	  echo 'shellharden could not be installed: nothing is measured beside it'

build: setup
	$(CARGO) build --release --package caro-lsp

# It shows nothing of local models, so it is built without llama.cpp, which takes longest of all, and without the last tenth
# of speed. In a folder of its own: the program that `make build` makes stays as it is.
demo: export CARGO_PROFILE_RELEASE_LTO = off
demo: export CARGO_PROFILE_RELEASE_CODEGEN_UNITS = 16
demo: setup-rust
	@[ -x target/demo/release/demo ] || echo 'The demo is built first, once: on two cores that takes some minutes.' >&2
	@$(CARGO) build --quiet --release --target-dir target/demo --no-default-features \
	  --package caro-lsp --package caro-tests --bin caro-lsp --bin demo
	@CARO_LSP=target/demo/release/caro-lsp target/demo/release/demo $(SCRIPT)

test: setup
	$(CARGO) fmt --all --check
	@# Modules that a macro declares are not found by `cargo fmt`.
	find core/src/rules core/src/refactor -name '*.rs' -exec rustfmt --edition 2024 --check {} +
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(XTASK) --features local-models -- tidy
	$(XTASK) --features local-models -- facts --check $(CARO_MIN_PAGES)
	$(CARGO) test --workspace

# In real editors, with the release server; each installs what it needs into ~/.cache/caro-dev.
e2e: e2e-vscode e2e-nvim e2e-editors e2e-jetbrains

e2e-vscode e2e-nvim e2e-editors e2e-jetbrains offline platforms bench answers scorecard: export CARO_LSP ?= $(abspath $(or $(CARGO_TARGET_DIR),target)/release/caro-lsp)

e2e-vscode: build
	editors/vscode/e2e/run.sh

e2e-nvim: build
	editors/nvim/tests/run.sh

e2e-editors: build
	tests/clients/run.sh

e2e-jetbrains: build
	editors/jetbrains/run.sh

# What cannot be made here is said in one line each. The packer itself needs no llama.cpp.
dist: build
	$(XTASK) -- dist

test-install: setup-rust
	$(CARGO) test --package xtask installer -- --nocapture

test-deb:
	sh packaging/tests/debian.sh target/dist/caro-lsp_*.deb

# What runs beside it must wait: the figures are for the page. `make setup-dev` fetches the programs of others.
bench: export CARO_HOST_BENCH = $(abspath $(or $(CARGO_TARGET_DIR),target)/release/examples/bench)
bench: build
	@$(CARGO) build --quiet --release --package caro-host --example bench
	@$(CARGO) build --quiet --release --package caro-benches
	@$(CARGO) run --quiet --release --package caro-benches

offline: build
	@ci/offline.sh

platforms: build
	@ci/platforms.sh

# To see that it builds; how far that was run: docs/install.md.
CROSS = CC_aarch64_unknown_linux_gnu=aarch64-linux-gnu-gcc CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
  CC_x86_64_pc_windows_gnu=x86_64-w64-mingw32-gcc CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc
cross: setup-rust
	rustup target add aarch64-unknown-linux-gnu x86_64-pc-windows-gnu
	$(CROSS) $(CARGO) build --package caro-lsp --no-default-features --target aarch64-unknown-linux-gnu --target x86_64-pc-windows-gnu

answers scorecard: build
	$(XTASK) -- $@

# Without llama.cpp; BASE is the commit to compare with.
bench-gate: setup-rust
	$(XTASK) -- bench-gate $(BASE)

# Lines of core that its own tests reach; those of the other packages reach more.
coverage: setup-rust
	@command -v cargo-llvm-cov >/dev/null 2>&1 || [ -x $(PEERS)/bin/cargo-llvm-cov ] || \
	  $(CARGO) install --quiet --locked --root $(PEERS) cargo-llvm-cov@$(LLVM_COV)
	rustup component add llvm-tools
	PATH="$(PEERS)/bin:$$PATH" $(CARGO) llvm-cov --package caro-core --ignore-filename-regex '/embedded/|/tests\.rs|/tests/' \
	  --fail-under-lines 90 --html --output-dir target/coverage

# Licences, sources, doubled versions and known vulnerabilities of what we depend on; the last need a network.
deny: setup-rust
	@command -v cargo-deny >/dev/null 2>&1 || [ -x $(PEERS)/bin/cargo-deny ] || \
	  $(CARGO) install --quiet --locked --root $(PEERS) cargo-deny@$(DENY)
	PATH="$(PEERS)/bin:$$PATH" $(CARGO) deny --all-features check $(DENY_CHECKS)

book:
	@command -v mdbook >/dev/null 2>&1 || [ -x $(PEERS)/bin/mdbook ] || \
	  $(CARGO) install --quiet --locked --root $(PEERS) mdbook@$(MDBOOK)
	PATH="$(PEERS)/bin:$$PATH" mdbook build
	python3 docs/check-book.py target/book

gen: setup-rust
	$(XTASK) -- gen

# All targets, one after the other, or TARGETS; what is found goes on in tests/fuzz/corpus. The code is safe Rust, so no sanitizer
# is asked for.
fuzz: setup-rust
	@command -v cargo-fuzz >/dev/null 2>&1 || [ -x $(PEERS)/bin/cargo-fuzz ] || \
	  $(CARGO) install --quiet --locked --root $(PEERS) cargo-fuzz@$(CARGO_FUZZ)
	@set -e; for target in $(or $(TARGETS),$(notdir $(wildcard tests/fuzz/seeds/*))); do \
	  echo "== $$target"; mkdir -p tests/fuzz/corpus/$$target; \
	  ( cd tests && PATH="$(PEERS)/bin:$$PATH" cargo +nightly fuzz run --fuzz-dir fuzz \
	    --sanitizer none $$target fuzz/corpus/$$target fuzz/seeds/$$target -- \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=3000 -max_len=4096 -print_final_stats=1 ); done

clean:
	$(CARGO) clean
