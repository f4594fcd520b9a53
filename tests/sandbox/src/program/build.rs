//! Builds the program that the demo shows.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::Outcome;

const PACKAGE: &str = "space-token";

/// Builds the program as the tests do (a release takes minutes more), and says where it is.
pub(super) fn space_token() -> Outcome<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(cargo);
    // what `cargo run` says of this package is another's to the build below, which would begin anew for it
    for (name, _) in env::vars_os() {
        if ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|ours| name.to_string_lossy().starts_with(ours)) {
            command.env_remove(name);
        }
    }
    let output = command
        .args(["build", "--locked", "--package", PACKAGE])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("{PACKAGE} cannot be built").into());
    }
    let messages = String::from_utf8(output.stdout)?;
    Ok(messages.lines().find_map(executable).ok_or("cargo does not say what it built")?)
}

/// The path of the program, if this line of cargo's says it.
fn executable(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let ours = message["target"]["name"] == PACKAGE;
    message["executable"].as_str().filter(|_| ours).map(PathBuf::from)
}
