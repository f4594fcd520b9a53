//! Secrets stay out of core dumps, and out of reach of the user's other processes.

#[cfg(unix)]
pub use unix::{protect, restore};

#[cfg(unix)]
mod unix {
    use std::sync::OnceLock;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    /// The limit on core files that this process was started with.
    static ORIGINAL: OnceLock<Rlimit> = OnceLock::new();

    /// Turns core dumps off, and debuggers away (Linux: `PR_SET_DUMPABLE`), before the first secret is read.
    /// A failure leaves the protection of the system's defaults.
    pub fn protect() {
        #[cfg(target_os = "linux")]
        let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
        let original = ORIGINAL.get_or_init(|| getrlimit(Resource::Core));
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: original.maximum });
    }

    /// Gives back the limit on core files, for the program that takes this one's place. The rest of the
    /// protection stays until it does, and the kernel ends it there.
    pub fn restore() {
        if let Some(original) = ORIGINAL.get() {
            let _ = setrlimit(Resource::Core, *original);
        }
    }
}

/// Windows writes no core files; error reports of other processes need the user's own consent.
#[cfg(not(unix))]
pub fn protect() {}
