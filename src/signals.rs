//! Ctrl-C and its kin: the terminal is restored on every way out, and a refresh that has been sent gets a
//! moment to be saved.

use std::time::Duration;

/// How long an answer and its save may still take once somebody wants the process to end.
const GRACE: Duration = Duration::from_secs(2);

#[cfg(unix)]
pub use unix::{Critical, HiddenInput};

#[cfg(not(unix))]
pub use other::Critical;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, Write};
    use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
    use std::thread;

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::GRACE;

    /// What the thread that hears signals has to know.
    struct State {
        critical: bool,
        ending: bool,
        prompt: Option<Prompt>,
    }

    struct Prompt {
        terminal: File,
        question: String,
        shown: Termios,
        hidden: Termios,
    }

    static STATE: Mutex<State> = Mutex::new(State { critical: false, ending: false, prompt: None });
    static CALM: Condvar = Condvar::new();
    static WATCHING: OnceLock<()> = OnceLock::new();
    static WATCHING_TERMINAL: OnceLock<()> = OnceLock::new();

    fn state() -> MutexGuard<'static, State> {
        STATE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on Ctrl-C and SIGTERM end the process with 130 and 143, tidily. Where signals cannot be
    /// watched they end it as ever.
    fn watch() {
        WATCHING.get_or_init(|| listen(&[SIGINT, SIGTERM]));
    }

    fn watch_terminal() {
        watch();
        WATCHING_TERMINAL.get_or_init(|| listen(&[SIGHUP, SIGTSTP, SIGCONT]));
    }

    fn listen(signals: &[i32]) {
        match Signals::new(signals) {
            Ok(mut signals) => drop(thread::spawn(move || signals.forever().for_each(heard))),
            Err(error) => log::debug!("cannot watch signals: {error}"),
        }
    }

    fn heard(signal: i32) {
        match signal {
            SIGTSTP => {
                if let Some(prompt) = &state().prompt {
                    prompt.set(&prompt.shown);
                }
                // a stop that fails leaves the process running, which is what there is
                let _ = emulate_default_handler(SIGTSTP);
            }
            SIGCONT => {
                if let Some(prompt) = &state().prompt {
                    prompt.set(&prompt.hidden);
                    prompt.ask();
                }
            }
            SIGINT => end(130),
            _ => end(143),
        }
    }

    fn end(code: i32) {
        let mut state = state();
        state.ending = true;
        let (state, _) =
            CALM.wait_timeout_while(state, GRACE, |state| state.critical).unwrap_or_else(PoisonError::into_inner);
        if let Some(prompt) = &state.prompt {
            prompt.set(&prompt.shown);
            prompt.end_line();
        }
        std::process::exit(code);
    }

    impl Prompt {
        /// A terminal that is gone needs no restoring, so failures are of no interest.
        fn set(&self, modes: &Termios) {
            let _ = tcsetattr(&self.terminal, OptionalActions::Now, modes);
        }

        fn ask(&self) {
            let _ = (&self.terminal).write_all(self.question.as_bytes());
        }

        fn end_line(&self) {
            let _ = (&self.terminal).write_all(b"\n");
        }
    }

    /// While it lives, a signal waits for it, but not for long.
    #[derive(Debug)]
    pub struct Critical(());

    impl Critical {
        /// A refresh token is about to be spent.
        pub fn begin() -> Self {
            watch();
            state().critical = true;
            Self(())
        }
    }

    impl Drop for Critical {
        fn drop(&mut self) {
            let mut state = state();
            state.critical = false;
            CALM.notify_all();
            if state.ending {
                drop(state);
                // the thread that heard the signal ends the process
                loop {
                    thread::park();
                }
            }
        }
    }

    /// While it lives, the terminal does not show what is typed, or shows it as it did, and is as before
    /// afterwards, whatever ends it.
    #[derive(Debug)]
    pub struct HiddenInput(());

    impl HiddenInput {
        /// Writes `question` to `terminal`, and hides what is typed there if `hide`.
        ///
        /// # Errors
        /// If it is no terminal, or a terminal that cannot hide.
        pub fn begin(terminal: &File, question: &str, hide: bool) -> io::Result<Self> {
            watch_terminal();
            let shown = tcgetattr(terminal)?;
            let mut hidden = shown.clone();
            if hide {
                hidden
                    .local_modes
                    .remove(LocalModes::ECHO | LocalModes::ECHOE | LocalModes::ECHOK | LocalModes::ECHONL);
            }
            let prompt = Prompt { terminal: terminal.try_clone()?, question: question.to_owned(), shown, hidden };
            let mut state = state();
            tcsetattr(terminal, OptionalActions::Now, &prompt.hidden)?;
            prompt.ask();
            state.prompt = Some(prompt);
            Ok(Self(()))
        }
    }

    impl Drop for HiddenInput {
        fn drop(&mut self) {
            if let Some(prompt) = state().prompt.take() {
                prompt.set(&prompt.shown);
            }
        }
    }
}

#[cfg(not(unix))]
mod other {
    /// Windows ends a process at Ctrl-C by itself, and its console restores its own modes: nothing waits.
    #[derive(Debug)]
    pub struct Critical(());

    impl Critical {
        /// A refresh token is about to be spent.
        pub fn begin() -> Self {
            Self(())
        }
    }
}
