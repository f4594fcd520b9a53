//! Secrets stay out of core dumps, and out of reach of the user's other processes.

#[cfg(unix)]
pub use unix::{protect, restore};

#[cfg(unix)]
mod unix {
    use std::sync::OnceLock;

    use nix::sys::resource::{Resource, getrlimit, rlim_t, setrlimit};

    /// The limits on core files (soft, hard) that this process was started with.
    static ORIGINAL: OnceLock<(rlim_t, rlim_t)> = OnceLock::new();

    /// Turns off core dumps and keeps debuggers away (Linux: `PR_SET_DUMPABLE`), before the first secret is read.
    /// If that fails, the system's defaults still apply.
    pub fn protect() {
        #[cfg(target_os = "linux")]
        let _ = nix::sys::prctl::set_dumpable(false);
        if let Ok(original) = getrlimit(Resource::RLIMIT_CORE) {
            let _ = setrlimit(Resource::RLIMIT_CORE, 0, ORIGINAL.get_or_init(|| original).1);
        }
    }

    /// Gives back the limit on core files, for the program that takes this one's place. The rest of the
    /// protection stays until it does, and the kernel ends it there.
    pub fn restore() {
        if let Some((soft, hard)) = ORIGINAL.get() {
            let _ = setrlimit(Resource::RLIMIT_CORE, *soft, *hard);
        }
    }
}

/// Windows writes no core files; error reports of other processes need the user's own consent.
#[cfg(not(unix))]
pub fn protect() {}
