class SpaceToken < Formula
  desc "OAuth 2.0 tokens of JetBrains Space for terminal, scripts and CI"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/space-token-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256 space-token-@VERSION@-aarch64-apple-darwin.tar.gz@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/space-token-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256 space-token-@VERSION@-x86_64-apple-darwin.tar.gz@"
    end
  end

  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/space-token-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 space-token-@VERSION@-aarch64-unknown-linux-musl.tar.gz@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/space-token-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256 space-token-@VERSION@-x86_64-unknown-linux-musl.tar.gz@"
    end
  end

  def install
    bin.install "space-token"
    man1.install Dir["man/*.1"]
    man7.install Dir["man/*.7"]
    bash_completion.install "completions/space-token.bash" => "space-token"
    zsh_completion.install "completions/_space-token"
    fish_completion.install "completions/space-token.fish"
    pkgshare.install "third-party.txt"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/space-token --version")
    assert_match "nobody is logged in", shell_output("#{bin}/space-token --store file print 2>&1", 4)
  end
end
