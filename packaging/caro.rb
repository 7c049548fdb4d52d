# Caro's server for Homebrew, from the release's archives; `cargo xtask dist` fills in the version and the checksums.
class Caro < Formula
  desc "Language server for shell scripts"
  homepage "@repository@"
  version "@version@"
  license any_of: ["Apache-2.0", "MIT"]

  on_macos do
    on_arm do
      url "@repository@/releases/download/v@version@/@archive:aarch64-apple-darwin@"
      sha256 "@sha256:aarch64-apple-darwin@"
    end
    on_intel do
      url "@repository@/releases/download/v@version@/@archive:x86_64-apple-darwin@"
      sha256 "@sha256:x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@repository@/releases/download/v@version@/@archive:aarch64-unknown-linux-gnu@"
      sha256 "@sha256:aarch64-unknown-linux-gnu@"
    end
    on_intel do
      url "@repository@/releases/download/v@version@/@archive:x86_64-unknown-linux-gnu@"
      sha256 "@sha256:x86_64-unknown-linux-gnu@"
    end
  end

  def install
    bin.install "caro-lsp"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/caro-lsp.bash" => "caro-lsp"
    zsh_completion.install "completions/_caro-lsp"
    fish_completion.install "completions/caro-lsp.fish"
    doc.install "README.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.txt"
  end

  test do
    assert_equal "caro-lsp #{version}", shell_output("#{bin}/caro-lsp --version").strip
    (testpath/"clean.sh").write "#!/bin/sh\nDIR=$1\nrm -rf \"$DIR\"/*\n"
    assert_match "CARO0101", shell_output("#{bin}/caro-lsp check clean.sh 2>&1", 1)
  end
end
