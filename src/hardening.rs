//! Secrets stay out of core dumps, and out of reach of the user's other processes.

/// Turns core dumps off, and debuggers away (Linux: `PR_SET_DUMPABLE`), before the first secret is read.
/// A failure leaves the protection of the system's defaults.
#[cfg(unix)]
pub fn protect() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    let limit = getrlimit(Resource::Core);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: limit.maximum });
}

/// Windows writes no core files; error reports of other processes need the user's own consent.
#[cfg(not(unix))]
pub fn protect() {}
