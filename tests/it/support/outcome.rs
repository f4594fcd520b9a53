//! What came of a run: standard output, standard error and exit code, all three compared.

use std::process::{ExitStatus, Output};

use serde::{Deserialize, Serialize};

/// A finished run.
#[derive(Debug, Deserialize, Serialize)]
pub struct Outcome {
    /// The command line, for messages, which are this type's `Debug`.
    pub command: String,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The exit code; 128 and the signal, as a shell has it.
    pub code: i32,
    /// Whether a core dump was written.
    pub core_dumped: bool,
}

impl Outcome {
    /// What came of `command`.
    pub fn new(command: String, output: Output) -> Self {
        let (code, core_dumped) = ending(output.status);
        Self { command, stdout: lossless(output.stdout), stderr: lossless(output.stderr), code, core_dumped }
    }

    /// Exit 0, whatever it had to say: for programs that are not the project's own.
    #[track_caller]
    pub fn passes(self) -> String {
        assert_eq!(self.code, 0, "{self:#?}");
        self.stdout
    }

    /// Exit 0 and nothing on standard error; its standard output.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{self:#?}");
        self.stdout
    }

    /// Exit 0 and nothing on standard output; its standard error.
    #[track_caller]
    pub fn silent(self) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (0, ""), "{self:#?}");
        self.stderr
    }

    /// Exit `code` and nothing on standard output; its standard error.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "{self:#?}");
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self.stderr
    }

    /// As [`Outcome::fails`], with exactly this error.
    #[track_caller]
    pub fn fails_with(self, code: i32, stderr: &str) {
        assert_eq!(self.fails(code), stderr);
    }
}

fn lossless(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("the program writes UTF-8")
}

#[cfg(unix)]
fn ending(status: ExitStatus) -> (i32, bool) {
    use std::os::unix::process::ExitStatusExt;
    (status.code().unwrap_or_else(|| 128 + status.signal().unwrap()), status.core_dumped())
}

#[cfg(not(unix))]
fn ending(status: ExitStatus) -> (i32, bool) {
    (status.code().unwrap(), false)
}
