# Caro's server for Nix, built from this very tree: nix run 'github:caro-sh/caro?dir=packaging' -- check build.sh
{
  description = "Language server for shell scripts";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      manifest = builtins.fromTOML (builtins.readFile ../Cargo.toml);
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in
    {
      packages = each (pkgs: rec {
        default = caro-lsp;
        caro-lsp = pkgs.rustPlatform.buildRustPackage {
          pname = "caro-lsp";
          version = manifest.workspace.package.version;
          src = ../.;
          # Every package has its checksum there.
          cargoLock.lockFile = ../Cargo.lock;
          cargoBuildFlags = [ "--package" "caro-lsp" ];
          # llama.cpp is built with cmake, its bindings with libclang.
          nativeBuildInputs = [ pkgs.cmake pkgs.installShellFiles pkgs.rustPlatform.bindgenHook ];
          dontUseCmakeConfigure = true;
          # They want manual pages, editors and a network that a build here has not.
          doCheck = false;
          postInstall = ''
            cargo run --offline --release --package xtask -- dist --words words
            installManPage words/man/*.1
            installShellCompletion --bash --name caro-lsp words/completions/caro-lsp.bash
            installShellCompletion --zsh words/completions/_caro-lsp
            installShellCompletion --fish words/completions/caro-lsp.fish
          '';
          meta = {
            description = "Language server for shell scripts";
            homepage = manifest.workspace.package.repository;
            license = [ pkgs.lib.licenses.asl20 pkgs.lib.licenses.mit ];
            mainProgram = "caro-lsp";
          };
        };
      });
    };
}
